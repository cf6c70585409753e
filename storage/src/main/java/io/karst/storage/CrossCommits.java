package io.karst.storage;

import io.karst.storage.directory.CommitJournal;
import io.karst.storage.engine.Engine;
import io.karst.storage.engine.PreparedCommit;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.CrossCommit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Commits over several collections, one at a time: journal first, then each collection, then the
 * journal is cleared. Transactions take their snapshots between two such commits, so they see all
 * of one or nothing.
 */
final class CrossCommits implements CrossCommit {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final @Nullable CommitJournal journal;

  CrossCommits(@Nullable CommitJournal journal) {
    this.journal = journal;
  }

  void beginSnapshots() {
    lock.readLock().lock();
  }

  void endSnapshots() {
    lock.readLock().unlock();
  }

  /**
   * Renews snapshots until there was a moment at which all of them were the newest: otherwise one
   * could show a commit whose cause, in another collection, it does not show.
   */
  static void makeSimultaneous(List<CollectionTransaction> parts) {
    boolean renewed = true;
    while (renewed) {
      renewed = false;
      for (CollectionTransaction part : parts) {
        if (part.engine().readSequence() != part.domain().engine().lastSequence()) {
          part.engine().refreshSnapshot();
          renewed = true;
        }
      }
    }
  }

  @Override
  public void refresh(List<CollectionTransaction> parts) {
    beginSnapshots();
    try {
      for (CollectionTransaction part : parts) {
        part.engine().refreshSnapshot();
      }
      makeSimultaneous(parts);
    } finally {
      endSnapshots();
    }
  }

  @Override
  public void commit(List<CollectionTransaction> parts) {
    List<CollectionTransaction> ordered = new ArrayList<>(parts);
    ordered.sort(Comparator.comparing(part -> part.domain().name()));
    List<PreparedCommit> prepared = new ArrayList<>();
    lock.writeLock().lock();
    try {
      List<CommitJournal.Part> record = new ArrayList<>();
      for (CollectionTransaction part : ordered) {
        PreparedCommit commit = part.prepare();
        prepared.add(commit);
        if (part.hasWrites()) {
          record.add(
              new CommitJournal.Part(part.domain().name(), commit.sequence(), commit.encoded()));
        }
      }
      CommitJournal used = record.size() > 1 ? journal : null;
      if (used != null) {
        for (PreparedCommit commit : prepared) {
          commit.makeDurable();
        }
        used.write(record);
      }
      for (PreparedCommit commit : prepared) {
        commit.apply();
      }
      if (used != null) {
        used.clear();
      }
    } finally {
      for (PreparedCommit commit : prepared) {
        commit.close();
      }
      lock.writeLock().unlock();
    }
  }

  /** Completes a commit that a crash cut short; collections it names may be dropped since. */
  void recover(SortedMap<String, Engine> engines) {
    if (journal == null) {
      return;
    }
    List<CommitJournal.Part> parts = journal.read();
    for (CommitJournal.Part part : parts) {
      Engine engine = engines.get(part.collection());
      if (engine != null) {
        engine.replay(part.sequence(), part.batch());
        engine.sync();
      }
    }
    if (!parts.isEmpty()) {
      journal.clear();
    }
  }

  void close() {
    if (journal != null) {
      journal.close();
    }
  }
}
