package io.karst.storage.value;

import java.util.SplittableRandom;

/** Runs random tests so that a failure names the seed; {@code -Dtests.seed=n} repeats one. */
public final class Seeds {
  private static final Long GIVEN = Long.getLong("tests.seed");

  private Seeds() {}

  /** A test body. */
  @FunctionalInterface
  public interface Body {
    void run(SplittableRandom random);
  }

  public static void run(Body body) {
    long seed = GIVEN != null ? GIVEN : System.nanoTime();
    try {
      body.run(new SplittableRandom(seed));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("-Dtests.seed=" + seed + ": " + e.getMessage(), e);
    }
  }
}
