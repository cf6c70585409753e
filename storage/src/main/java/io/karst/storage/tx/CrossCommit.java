package io.karst.storage.tx;

import java.util.List;

/** Commits a transaction that wrote several collections, all or nothing. */
@FunctionalInterface
public interface CrossCommit {

  /** Commits the parts; all are durable and visible together when this returns. */
  void commit(List<CollectionTransaction> parts);
}
