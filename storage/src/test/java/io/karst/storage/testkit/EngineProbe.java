package io.karst.storage.testkit;

/** What a {@link ProbedEngine} tells before each call of the interface. */
interface EngineProbe {

  /** Called before each call; may throw to make it fail. */
  void before(String call);

  /**
   * A snapshot, cursor, transaction, bulk load or prepared commit was opened; returns its token.
   */
  default Object opened(String kind) {
    return kind;
  }

  /** It was closed or has ended. */
  default void ended(Object token) {}

  /** It was used. */
  default void used(Object token) {}
}
