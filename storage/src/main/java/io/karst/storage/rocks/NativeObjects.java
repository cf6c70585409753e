package io.karst.storage.rocks;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts native objects with a life of their own, so that tests can find leaks. */
final class NativeObjects {
  private static final AtomicInteger OPEN = new AtomicInteger();

  private NativeObjects() {}

  static void opened() {
    OPEN.incrementAndGet();
  }

  static void closed() {
    OPEN.decrementAndGet();
  }

  /** Stores, snapshots, iterators and space handles open in this process. */
  static int open() {
    return OPEN.get();
  }
}
