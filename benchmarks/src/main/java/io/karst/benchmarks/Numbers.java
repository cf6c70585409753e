package io.karst.benchmarks;

/** Repeatable pseudo-random numbers without state (the finaliser of SplitMix64). */
final class Numbers {
  private Numbers() {}

  /** The non-negative number after {@code number}. */
  static long next(long number) {
    long z = number + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) & Long.MAX_VALUE;
  }
}
