package io.karst.storage.engine;

import org.jspecify.annotations.Nullable;

/**
 * A transaction: reads its snapshot overlaid with its own writes, buffers writes, commits them as
 * one batch.
 *
 * <p>Writes do not lock: the caller locks what decides a conflict (the row key, a unique entry)
 * with {@link #getForUpdate} or {@link #lock}; derived entries need no lock of their own. Locks are
 * held until commit or rollback. Not thread-safe; the owner closes it (closing rolls back).
 */
public interface EngineTransaction extends Reader, AutoCloseable {

  TransactionOptions options();

  /** The snapshot's sequence. */
  long readSequence();

  /** Moves to a new snapshot (READ COMMITTED between statements, statement restart). */
  void refreshSnapshot();

  /** The newest committed state overlaid with own writes: what constraint checks read. */
  Reader latest();

  /**
   * Locks a key exclusively and returns its newest value (own write or committed), or null.
   *
   * @throws io.karst.storage.base.KarstException SERIALIZATION_FAILURE if another transaction
   *     committed the key after this snapshot; LOCK_NOT_AVAILABLE after the lock timeout; DEADLOCK
   *     if waiting would close a cycle; QUERY_CANCELED
   */
  byte @Nullable [] getForUpdate(Space space, byte[] key);

  /** Locks a key without looking at it or checking for conflicts; same errors for waiting. */
  void lock(Space space, byte[] key, LockMode mode);

  /**
   * Locks a key like {@link #lock} if no other transaction is in the way.
   *
   * @return whether the lock is held now
   */
  boolean tryLock(Space space, byte[] key, LockMode mode);

  /** Buffers an entry. Both arrays belong to the transaction from now on: do not change them. */
  void put(Space space, byte[] key, byte[] value);

  /** Buffers a removal. The array belongs to the transaction from now on: do not change it. */
  void delete(Space space, byte[] key);

  /**
   * Buffers the removal of every entry of a space whose keys all begin below 0xFF. Other writers
   * must be kept out by a lock. Afterwards {@link #getForUpdate} of older transactions reports a
   * conflict for every key of the space.
   */
  void clear(Space space);

  /**
   * Hands over a bulk load that got all its entries: they become visible and durable with this
   * transaction's commit, all or nothing together with its other writes. Reads of this transaction
   * do not see them. Rolling back to any mark discards all attached loads.
   */
  void attach(BulkLoad load);

  /** Whether it is serializable and has read anything: its commit depends on that. */
  boolean hasReads();

  /** Whether anything was written or attached. */
  boolean hasWrites();

  /** Approximate heap bytes of the buffered writes. */
  long bufferedBytes();

  /** A position to roll back to. Locks taken since stay held. */
  long mark();

  /** Undoes all writes since {@link #mark} returned this. The mark itself stays usable. */
  void rollbackTo(long mark);

  /**
   * Says that no mark taken so far will be rolled back to, which frees what that would need. For
   * long transactions without savepoints, after each statement that succeeded.
   */
  void forgetMarks();

  /**
   * Commits. Durable as the options say when it returns; published to new snapshots before.
   *
   * @param hook adds entries that need the sequence; may be null
   * @return the commit sequence, or the read sequence if nothing was written (hook not called)
   * @throws io.karst.storage.base.KarstException COMMIT_UNKNOWN if the outcome cannot be told;
   *     SERIALIZATION_FAILURE if it is serializable, has writes, and something it has read was
   *     changed by another transaction
   */
  long commit(@Nullable CommitHook hook);

  /**
   * First half of a commit that spans engines: assigns the sequence, calls the hook, holds the
   * engine's commit order until {@link PreparedCommit#apply} or {@link PreparedCommit#close}.
   * Without writes and hook it does no more than keep what was read from changing until then.
   */
  PreparedCommit prepare(@Nullable CommitHook hook);

  void rollback();

  @Override
  void close();
}
