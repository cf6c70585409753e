package io.karst.storage.tx;

/** What is left to do when it is known how a transaction ended. */
@FunctionalInterface
public interface TransactionEnd {

  /** Called once, after the commit or instead of it. */
  void ended(boolean committed);
}
