package io.karst.storage.tx;

import java.util.List;

/** What a transaction over several collections needs of their database. */
public interface CrossCommit {

  /**
   * Commits the parts; all are durable and visible together when this returns. What parts without
   * writes have read does not change before that.
   */
  void commit(List<CollectionTransaction> parts);

  /** Moves all parts to the newest snapshots, taken at one moment. */
  void refresh(List<CollectionTransaction> parts);
}
