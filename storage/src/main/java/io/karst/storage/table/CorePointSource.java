package io.karst.storage.table;

import static java.util.Objects.requireNonNull;

import io.karst.storage.engine.Reader;
import io.karst.storage.engine.Space;
import io.karst.storage.key.FamilyKeys;
import org.jspecify.annotations.Nullable;

/** The core row of one entity, if it exists. */
final class CorePointSource implements CoreSource {
  private final Reader reader;
  private final Space space;
  private byte @Nullable [] key;
  private byte @Nullable [] row;
  private boolean read;

  /**
   * A source of one row at most.
   *
   * @param key the core key, or null if no row can have it
   */
  CorePointSource(Reader reader, Space space, byte @Nullable [] key) {
    this.reader = reader;
    this.space = space;
    this.key = key;
  }

  @Override
  public boolean next() {
    byte[] wanted = key;
    if (read || wanted == null) {
      return false;
    }
    read = true;
    row = reader.get(space, wanted);
    return row != null;
  }

  @Override
  public byte[] bytes() {
    return requireNonNull(row, "no current row");
  }

  @Override
  public byte[] idBytes() {
    return requireNonNull(key, "no current row");
  }

  @Override
  public int idOffset() {
    return FamilyKeys.CORE_LENGTH - 16;
  }

  @Override
  public int rowOffset() {
    return 0;
  }

  @Override
  public int rowLength() {
    return bytes().length;
  }

  @Override
  public void close() {
    read = true;
  }
}
