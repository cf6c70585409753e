package io.karst.storage.engine.local;

import io.karst.storage.engine.Capabilities;
import io.karst.storage.engine.Durability;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.SpaceOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a local store must do: ordered spaces, snapshots, atomic batches. No transactions, no locks.
 *
 * <p>{@link LocalEngine} calls everything that changes the store from one thread at a time; {@link
 * #snapshot} as well. Snapshots are read by many threads meanwhile.
 */
public interface ByteStore extends AutoCloseable {

  Capabilities capabilities();

  /** Whether reading costs so much more than a look into the heap that values are kept there. */
  boolean readsCost();

  /** The spaces that exist when the store is opened, in any order. */
  List<StoreSpace> spaces();

  /** Creates a space durably. The engine has checked that the name is free. */
  StoreSpace createSpace(String name, SpaceOptions options);

  /**
   * Drops a space, durably once the commits until now are; open snapshots can read it until {@link
   * #freeSpace}. After a crash it may be there again.
   */
  void dropSpace(StoreSpace space);

  /** Says that no snapshot reads a dropped space any more. */
  void freeSpace(StoreSpace space);

  /** The newest commit in the store. */
  StoreHead head();

  StoreSnapshot snapshot();

  /**
   * Writes a batch and its head atomically.
   *
   * @throws io.karst.storage.base.KarstException COMMIT_UNKNOWN (with the reason as its cause) if
   *     the batch may come to light after reopening; any other code: it will not
   */
  void write(CommitBatch batch, Durability durability);

  /**
   * Writes a batch and its head together with bulk loads, atomically and durably.
   *
   * @throws io.karst.storage.base.KarstException as {@link #write}
   */
  void writeWithLoads(CommitBatch batch, List<StoreBulk> loads);

  /** See {@link io.karst.storage.engine.Engine#scratchDirectory}. */
  @Nullable Path scratchDirectory();

  /** Makes everything written so far durable. */
  void sync();

  StoreBulk bulk(StoreSpace space);

  /** Approximate bytes of a non-empty range. */
  long approximateSize(StoreSpace space, KeyRange range);

  /** Closes; no snapshot is open. */
  @Override
  void close();
}
