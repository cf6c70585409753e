package io.karst.storage.tx;

/** A constraint check that SQL places at the end of the statement. */
@FunctionalInterface
public interface DeferredCheck {

  /**
   * Checks the newest state.
   *
   * @throws io.karst.storage.base.KarstException FOREIGN_KEY_VIOLATION
   */
  void run(StoreTransaction transaction);
}
