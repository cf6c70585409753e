package io.karst.storage.engine;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ordered store of byte strings in named spaces; one engine is one transaction domain.
 *
 * <p>Keys compare as unsigned bytes. Nothing of the implementation shows through: no iterators,
 * slices, merge operators or native handles. Thread-safe. The owner closes it after every snapshot,
 * cursor and transaction taken from it.
 */
public interface Engine extends AutoCloseable {

  /** What this engine promises and where its limits are. */
  Capabilities capabilities();

  /**
   * Creates a space, durably and at once (not part of any transaction).
   *
   * @throws io.karst.storage.base.KarstException DUPLICATE_OBJECT if the name is taken
   */
  Space createSpace(String name, SpaceOptions options);

  /**
   * Drops a space. Readers that still hold a snapshot or cursor keep reading the old content; the
   * storage is freed when the last of them closes.
   */
  void dropSpace(Space space);

  /** The space of that name, or null. */
  @Nullable Space space(String name);

  /** All live spaces, ordered by name. */
  List<Space> spaces();

  /** A consistent view over all spaces as of the newest published commit. Cheap; shared inside. */
  Snapshot snapshot();

  /** Begins a transaction. Single-threaded; the caller closes it. */
  EngineTransaction begin(TransactionOptions options);

  /**
   * Starts a bulk load into one space. Keys must be added in strictly ascending order. Not atomic
   * with other spaces; invisible before {@link BulkLoad#finish}.
   */
  BulkLoad bulkLoad(Space space);

  /**
   * A directory for the files of sorts and loads, emptied when the engine opens; it may not exist
   * yet. Null if the engine has no disk of its own.
   */
  @Nullable Path scratchDirectory();

  /** Splits a range into at most {@code wanted} consecutive parts of similar size. */
  List<KeyRange> splits(Space space, KeyRange range, int wanted);

  /** Approximate bytes a space takes, on disk where there is one. */
  long approximateSize(Space space);

  /** Sequence of the newest published commit; 0 for an empty engine. */
  long lastSequence();

  /**
   * Applies a commit again that {@link PreparedCommit#encoded} described, if it is the next one:
   * otherwise the engine already holds it, or its damaged log lost commits before it, on which it
   * builds. Used by crash recovery only.
   */
  void replay(long sequence, byte[] encoded);

  /** Makes everything published so far durable. */
  void sync();

  @Override
  void close();
}
