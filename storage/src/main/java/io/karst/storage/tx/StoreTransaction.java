package io.karst.storage.tx;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.engine.TransactionOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction over the collections of a database: one consistent snapshot of all of them, own
 * writes visible, everything or nothing at commit. Not thread-safe. The owner closes it; closing an
 * open transaction rolls it back.
 */
public final class StoreTransaction implements AutoCloseable {
  private final TransactionOptions options;
  private CollectionTransaction[] parts;
  private final CrossCommit crossCommit;
  private final List<CollectionTransaction.Mark[]> marks = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>(0);
  private final StatementChecks checks = new StatementChecks();
  private @Nullable ReferentialRules rules;
  private boolean open = true;
  private boolean committed;

  /** With the number of marks there were when it was added. */
  private record Ending(int marks, TransactionEnd end) {}

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

  /** Whether this transaction has a part in a collection. */
  public boolean knows(CollectionDomain domain) {
    for (CollectionTransaction part : parts) {
      if (part.domain() == domain) {
        return true;
      }
    }
    return false;
  }

  /** Takes a part in a collection that was created after this began; nobody else writes it yet. */
  public void join(CollectionDomain domain) {
    requireOpen();
    CollectionTransaction part = beginPart(domain, options);
    parts = Arrays.copyOf(parts, parts.length + 1);
    parts[parts.length - 1] = part;
    CollectionTransaction.Mark start = part.mark();
    marks.replaceAll(
        mark -> {
          CollectionTransaction.Mark[] longer = Arrays.copyOf(mark, mark.length + 1);
          longer[mark.length] = start;
          return longer;
        });
  }

  /** Gives up the part in a collection whose creation is undone. */
  public void leave(CollectionDomain domain) {
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].domain() == domain) {
        parts[i].engine().close();
        parts = without(parts, i);
        int left = i;
        marks.replaceAll(mark -> without(mark, left));
        return;
      }
    }
  }

  private static <T> T[] without(T[] all, int index) {
    T[] rest = Arrays.copyOf(all, all.length - 1);
    System.arraycopy(all, index + 1, rest, index, rest.length - index);
    return rest;
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
    checks.forgetStatement();
    undoEndings((int) mark + 1);
  }

  /** Forgets a mark and all later ones without undoing anything. */
  public void releaseMark(long mark) {
    if (mark < marks.size()) {
      marks.subList((int) mark, marks.size()).clear();
      endings.replaceAll(ending -> new Ending(Math.min(ending.marks, (int) mark), ending.end));
    }
  }

  /** Registers what is to be done at the end; a rollback to an earlier mark does it at once. */
  public void atEnd(TransactionEnd end) {
    endings.add(new Ending(marks.size(), end));
  }

  /** Ends, as not committed, what was registered since there were so many marks. */
  private void undoEndings(int since) {
    for (int i = endings.size() - 1; i >= 0 && endings.get(i).marks >= since; i--) {
      endings.remove(i).end.ended(false);
    }
  }

  /** Moves to the newest snapshot (READ COMMITTED between statements, statement restart). */
  public void refreshSnapshot() {
    requireOpen();
    if (parts.length == 1) {
      parts[0].engine().refreshSnapshot();
    } else {
      crossCommit.refresh(List.of(parts));
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

  /** Whether records were changed: other writes are definitions and what derives from them. */
  public boolean hasChanges() {
    for (CollectionTransaction part : parts) {
      if (part.hasChanges()) {
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
    checks.addCheck(identity, check);
  }

  /** Registers a referential action for the end of the statement, before its checks. */
  public void deferAction(Object identity, DeferredCheck action) {
    checks.addAction(identity, action);
  }

  /**
   * Registers a check for the commit. It must hold up when what it is about was undone meanwhile.
   */
  public void deferToCommit(Object identity, ForeignKeyDescriptor key, DeferredCheck check) {
    checks.addAtCommit(identity, key, check);
  }

  /** Whether that check waits already. */
  public boolean isDeferred(Object identity) {
    return checks.has(identity);
  }

  /** Whether checks of a reference wait for the commit now. */
  public boolean waitsForCommit(ForeignKeyDescriptor key) {
    return checks.waits(key);
  }

  /**
   * SET CONSTRAINTS.
   *
   * @param names constraints, or empty for all
   * @param waits until the commit; otherwise checks that waited run now
   */
  public void setConstraints(List<String> names, boolean waits) {
    requireOpen();
    checks.setMode(this, names, waits);
  }

  /** Sets what referential actions ask about rows they change, from now on. */
  public void useRules(@Nullable ReferentialRules newRules) {
    rules = newRules;
  }

  /** What referential actions ask, or null: nobody knows SQL here. */
  public @Nullable ReferentialRules rules() {
    return rules;
  }

  /**
   * Runs the actions and checks SQL places at the end of a statement. Call before a statement
   * succeeds.
   */
  public void finishStatement() {
    checks.runStatement(this);
  }

  /** Commits all parts, atomically also across collections. */
  public void commit() {
    requireOpen();
    try {
      checks.runStatement(this);
      checks.runCommit(this);
      List<CollectionTransaction> writers = new ArrayList<>(1);
      boolean readsElsewhere = false;
      for (CollectionTransaction part : parts) {
        if (part.hasWrites()) {
          writers.add(part);
        } else {
          readsElsewhere |= part.engine().hasReads();
        }
      }
      if (writers.size() == 1 && !readsElsewhere) {
        writers.get(0).engine().commit(writers.get(0).hook());
      } else if (!writers.isEmpty()) {
        crossCommit.commit(readsElsewhere ? writersAndReaders() : writers);
      }
      committed = true;
    } finally {
      close();
    }
  }

  private List<CollectionTransaction> writersAndReaders() {
    List<CollectionTransaction> result = new ArrayList<>(parts.length);
    for (CollectionTransaction part : parts) {
      if (part.hasWrites() || part.engine().hasReads()) {
        result.add(part);
      }
    }
    return result;
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
    checks.forgetStatement();
    rules = null;
    for (CollectionTransaction part : parts) {
      part.engine().close();
    }
    if (!committed) {
      undoEndings(0);
    }
    for (Ending ending : endings) {
      ending.end.ended(true);
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new KarstException(ErrorCode.NO_ACTIVE_TRANSACTION, "the transaction is closed");
    }
  }
}
