package io.karst.storage.tx;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.TransactionOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transaction over the collections of a database: one consistent snapshot of all of them, own
 * writes visible, everything or nothing at commit. Not thread-safe. The owner closes it; closing an
 * open transaction rolls it back.
 */
public final class StoreTransaction implements AutoCloseable {
  private final TransactionOptions options;
  private final CollectionTransaction[] parts;
  private final CrossCommit crossCommit;
  private final List<CollectionTransaction.Mark[]> marks = new ArrayList<>();
  private @Nullable Map<Object, DeferredCheck> deferred;
  private boolean open = true;

  /**
   * Takes over freshly begun engine transactions.
   *
   * @param parts one per collection, all begun at the same moment
   */
  public StoreTransaction(
      TransactionOptions options, List<CollectionTransaction> parts, CrossCommit crossCommit) {
    this.options = options;
    this.parts = parts.toArray(new CollectionTransaction[0]);
    this.crossCommit = crossCommit;
  }

  /** Begins the part of one collection. */
  public static CollectionTransaction beginPart(
      CollectionDomain domain, TransactionOptions options) {
    return new CollectionTransaction(domain, domain.engine().begin(options));
  }

  public TransactionOptions options() {
    return options;
  }

  /**
   * This transaction's part in a collection.
   *
   * @throws KarstException INVALID_SCHEMA_NAME if the collection was created after this began
   */
  public CollectionTransaction in(CollectionDomain domain) {
    for (CollectionTransaction part : parts) {
      if (part.domain() == domain) {
        requireOpen();
        return part;
      }
    }
    throw new KarstException(
            ErrorCode.INVALID_SCHEMA_NAME,
            "collection \"" + domain.name() + "\" was created after this transaction began")
        .withHint("Commit or roll back, then use it.");
  }

  /** A position to roll back to: statement start or savepoint. Locks are kept. */
  public long mark() {
    CollectionTransaction.Mark[] mark = new CollectionTransaction.Mark[parts.length];
    for (int i = 0; i < parts.length; i++) {
      mark[i] = parts[i].mark();
    }
    marks.add(mark);
    return marks.size() - 1L;
  }

  /** Undoes all writes since that mark; later marks are gone, this one stays. */
  public void rollbackTo(long mark) {
    requireOpen();
    CollectionTransaction.Mark[] positions = marks.get((int) mark);
    for (int i = 0; i < parts.length; i++) {
      parts[i].rollbackTo(positions[i]);
    }
    marks.subList((int) mark + 1, marks.size()).clear();
    deferred = null;
  }

  /** Forgets a mark and all later ones without undoing anything. */
  public void releaseMark(long mark) {
    if (mark < marks.size()) {
      marks.subList((int) mark, marks.size()).clear();
    }
  }

  /** Moves to the newest snapshot (READ COMMITTED between statements, statement restart). */
  public void refreshSnapshot() {
    requireOpen();
    for (CollectionTransaction part : parts) {
      part.engine().refreshSnapshot();
    }
  }

  /** Whether anything was written. */
  public boolean hasWrites() {
    for (CollectionTransaction part : parts) {
      if (part.hasWrites()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Registers a check for the end of the statement; an equal identity replaces the earlier one.
   *
   * @param identity tells equal checks apart from others
   */
  public void defer(Object identity, DeferredCheck check) {
    if (deferred == null) {
      deferred = new LinkedHashMap<>();
    }
    deferred.put(identity, check);
  }

  /** Whether that check waits already. */
  public boolean isDeferred(Object identity) {
    return deferred != null && deferred.containsKey(identity);
  }

  /** Runs the checks SQL places at the end of a statement. Call before a statement succeeds. */
  public void finishStatement() {
    Map<Object, DeferredCheck> checks = deferred;
    deferred = null;
    if (checks == null) {
      return;
    }
    for (DeferredCheck check : checks.values()) {
      check.run(this);
    }
  }

  /** Commits all parts, atomically also across collections. */
  public void commit() {
    requireOpen();
    finishStatement();
    List<CollectionTransaction> writers = new ArrayList<>(1);
    for (CollectionTransaction part : parts) {
      if (part.hasWrites()) {
        writers.add(part);
      }
    }
    try {
      if (writers.size() == 1) {
        writers.get(0).engine().commit(writers.get(0).hook());
      } else if (writers.size() > 1) {
        crossCommit.commit(writers);
      }
    } finally {
      close();
    }
  }

  /** Undoes everything. */
  public void rollback() {
    close();
  }

  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    deferred = null;
    for (CollectionTransaction part : parts) {
      part.engine().close();
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new KarstException(ErrorCode.NO_ACTIVE_TRANSACTION, "the transaction is closed");
    }
  }
}
