package io.karst.calcite.exec;

import java.util.SplittableRandom;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** A random part of the rows; the same one for the same seed and rows. */
public final class SampledRows implements RowTransform {
  private final double rate;
  private final int block;
  private final @Nullable Integer seed;

  /**
   * Creates the operator.
   *
   * @param rate which part, 0 to 1
   * @param block rows that stay or go together
   * @param seed null = another sample each time
   */
  public SampledRows(double rate, int block, @Nullable Integer seed) {
    this.rate = rate;
    this.block = block;
    this.seed = seed;
  }

  @Override
  public Enumerable<@Nullable Object> run(DataContext root, Enumerable<?> input) {
    return new AbstractEnumerable<@Nullable Object>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        return new Rows(root, input.enumerator());
      }
    };
  }

  private final class Rows implements Enumerator<@Nullable Object> {
    private final DataContext root;
    private final Enumerator<?> input;
    private final SplittableRandom random;
    private int left;
    private boolean taken;

    Rows(DataContext root, Enumerator<?> input) {
      this.root = root;
      this.input = input;
      this.random = seed == null ? new SplittableRandom() : new SplittableRandom(seed);
    }

    @Override
    public boolean moveNext() {
      while (input.moveNext()) {
        KarstDataContext.checkCancelled(root);
        if (left == 0) {
          left = block;
          taken = random.nextDouble() < rate;
        }
        left--;
        if (taken) {
          return true;
        }
      }
      return false;
    }

    @Override
    public @Nullable Object current() {
      return input.current();
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("reset");
    }

    @Override
    public void close() {
      input.close();
    }
  }
}
