package io.karst.storage.stats;

import java.util.Arrays;

/**
 * Estimates how many different values were seen, within about 3 % (HyperLogLog with 1,024 registers
 * and linear counting for few values; Flajolet et al., 2007). 1 KiB. Thread-safe for racing adds in
 * the sense that a lost race may lose one update of one register.
 */
public final class DistinctSketch {
  private static final int PRECISION = 10;
  private static final int REGISTERS = 1 << PRECISION;
  private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

  private final byte[] registers;

  public DistinctSketch() {
    this(new byte[REGISTERS]);
  }

  private DistinctSketch(byte[] registers) {
    this.registers = registers;
  }

  /** A sketch from its stored registers. */
  public static DistinctSketch decode(byte[] stored) {
    return new DistinctSketch(Arrays.copyOf(stored, REGISTERS));
  }

  /** The registers. */
  public byte[] encode() {
    return registers.clone();
  }

  /** Adds a value by a hash of it; the hash need not be well mixed. */
  public void add(long valueHash) {
    long hash = mix(valueHash);
    int register = (int) (hash >>> (64 - PRECISION));
    int rank = Long.numberOfLeadingZeros((hash << PRECISION) | (1L << (PRECISION - 1))) + 1;
    if (registers[register] < rank) {
      registers[register] = (byte) rank;
    }
  }

  /** How many different values were added, about. */
  public double estimate() {
    double sum = 0;
    int zeros = 0;
    for (byte register : registers) {
      sum += 1.0 / (1L << register);
      if (register == 0) {
        zeros++;
      }
    }
    double raw = ALPHA * REGISTERS * REGISTERS / sum;
    if (raw <= 2.5 * REGISTERS && zeros > 0) {
      return REGISTERS * Math.log((double) REGISTERS / zeros);
    }
    return raw;
  }

  private static long mix(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
