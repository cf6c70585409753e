package io.karst.storage.value;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The ids that Karst makes itself, which carry the number of their entity type.
 *
 * <pre>
 * UUIDv7, for types without a declared key (bits, most significant first)
 *   48  milliseconds since 1970
 *    4  version = 7
 *   12  counter inside the millisecond
 *    2  variant = binary 10
 *   46  random
 *   16  type number
 *
 * UUIDv8, for ids derived from a declared key (122 payload bits around version and variant)
 *   16  type number
 *  106  key bits, see io.karst.storage.key.EntityKeyPlan
 * </pre>
 *
 * Inside a process v7 ids grow strictly: 48 + 12 bits form one clock that never stands still or
 * goes back. More than 4096 ids in a millisecond, or a clock set back, let it run ahead of the wall
 * clock.
 */
public final class Uuids {
  private static final int COUNTER_BITS = 12;
  private static final long VARIANT = 1L << 63;
  private static final AtomicLong LAST_TICK = new AtomicLong();

  private Uuids() {}

  /**
   * A new id, greater than every v7 id this process made before.
   *
   * @param epochMillis the wall clock
   * @param typeNumber 0..65535
   */
  public static UUID v7(long epochMillis, int typeNumber) {
    return v7(epochMillis, typeNumber, ThreadLocalRandom.current());
  }

  /** As {@link #v7(long, int)} with a given source of random bits. */
  public static UUID v7(long epochMillis, int typeNumber, RandomGenerator random) {
    long now = epochMillis << COUNTER_BITS;
    long last;
    long tick;
    do {
      last = LAST_TICK.get();
      tick = Math.max(now, last + 1);
    } while (!LAST_TICK.compareAndSet(last, tick));
    return v7OfTick(tick, typeNumber, random.nextLong());
  }

  /** The layout itself: clock tick (milliseconds and counter), type number, random bits. */
  static UUID v7OfTick(long tick, int typeNumber, long randomBits) {
    checkTypeNumber(typeNumber);
    long high = (tick >>> COUNTER_BITS) << 16 | 0x7000L | (tick & 0xFFFL);
    long low = VARIANT | (randomBits >>> 18) << 16 | typeNumber;
    return new UUID(high, low);
  }

  /**
   * The type number that an id made by Karst carries, or -1 if the id is not of version 7 or 8.
   *
   * <p>A hint: a v7 or v8 id that the user made elsewhere has arbitrary bits there. Look the entity
   * up in that type first and fall back to the routing index.
   */
  public static int typeNumberOf(UUID id) {
    if (id.getLeastSignificantBits() >>> 62 != 2) {
      return -1;
    }
    int version = (int) (id.getMostSignificantBits() >>> 12) & 0xF;
    if (version == 7) {
      return (int) id.getLeastSignificantBits() & 0xFFFF;
    }
    return version == 8 ? (int) (id.getMostSignificantBits() >>> 48) : -1;
  }

  /** Refuses numbers that do not fit the 16 bits. */
  public static void checkTypeNumber(int typeNumber) {
    if (typeNumber < 0 || typeNumber > 0xFFFF) {
      throw new IllegalArgumentException("type number " + typeNumber + " is not in 0..65535");
    }
  }
}
