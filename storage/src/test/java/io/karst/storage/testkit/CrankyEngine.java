package io.karst.storage.testkit;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Engine;
import java.util.Random;

/** An engine whose calls fail at random with IO_ERROR, before they do anything. */
public final class CrankyEngine extends ProbedEngine {
  private final CrankyProbe probe;

  /**
   * Wraps an engine; owns it.
   *
   * @param failuresPerThousand how many of a thousand calls fail
   */
  public CrankyEngine(Engine engine, long seed, int failuresPerThousand) {
    this(engine, new CrankyProbe(seed, failuresPerThousand));
  }

  private CrankyEngine(Engine engine, CrankyProbe probe) {
    super(engine, probe);
    this.probe = probe;
  }

  /** Switches failing on or off; it is on at first. */
  public void setCranky(boolean cranky) {
    probe.cranky = cranky;
  }

  private static final class CrankyProbe implements EngineProbe {
    private final Random random;
    private final int failuresPerThousand;
    private volatile boolean cranky = true;

    CrankyProbe(long seed, int failuresPerThousand) {
      this.random = new Random(seed);
      this.failuresPerThousand = failuresPerThousand;
    }

    @Override
    public void before(String call) {
      if (cranky && random.nextInt(1000) < failuresPerThousand) {
        throw new KarstException(ErrorCode.IO_ERROR, "cranky: " + call);
      }
    }
  }
}
