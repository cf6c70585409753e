package io.karst.storage.testkit;

import io.karst.storage.engine.Engine;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * An engine that fails a test which leaves a snapshot, cursor, transaction, bulk load or prepared
 * commit open, or uses one after closing it. Names where the leaked thing was opened.
 */
public final class AssertingEngine extends ProbedEngine {
  private final LeakProbe probe;

  /** Wraps an engine; owns it. */
  public AssertingEngine(Engine engine) {
    this(engine, new LeakProbe());
  }

  private AssertingEngine(Engine engine, LeakProbe probe) {
    super(engine, probe);
    this.probe = probe;
  }

  @Override
  public void close() {
    super.close();
    probe.assertNothingOpen();
  }

  private static final class LeakProbe implements EngineProbe {
    private final Set<Object> open =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    @Override
    public void before(String call) {}

    @Override
    public Object opened(String kind) {
      Throwable place = new Throwable("open " + kind);
      open.add(place);
      return place;
    }

    @Override
    public void ended(Object token) {
      open.remove(token); // closing twice is allowed
    }

    @Override
    public void used(Object token) {
      if (!open.contains(token)) {
        throw new AssertionError("used after close", (Throwable) token);
      }
    }

    void assertNothingOpen() {
      if (open.isEmpty()) {
        return;
      }
      Set<String> kinds = new TreeSet<>();
      Throwable first = null;
      synchronized (open) {
        for (Object token : open) {
          first = (Throwable) token;
          kinds.add(String.valueOf(first.getMessage()));
        }
      }
      throw new AssertionError("leaked: " + kinds, first);
    }
  }
}
