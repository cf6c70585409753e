package io.karst.storage.table;

import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.engine.Reader;
import io.karst.storage.key.KeyWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The index entries that rows of a type must have. Not thread-safe. */
public final class IndexEntries {
  private final WideShape shape;
  private final KeyLookup lookup;
  private final KeyWriter scratch = new KeyWriter();

  public IndexEntries(TypeFamily family) {
    this.shape = new WideShape(family);
    this.lookup = new KeyLookup(shape);
  }

  /**
   * An entry.
   *
   * @param index whose it is
   * @param key the full key; the value is the entity id if the index is unique, else empty
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Entry(IndexDescriptor index, byte[] key) {}

  /**
   * The entries of a row.
   *
   * @param reader where vectors are read from
   * @param stored the core row
   * @throws io.karst.storage.base.KarstException DATA_CORRUPTED if the row cannot be read
   */
  public List<Entry> of(Reader reader, UUID id, byte[] stored) {
    @Nullable Object[] row = lookup.decode(reader, id, stored);
    List<IndexDescriptor> indexes = shape.family().type().indexes();
    List<Entry> entries = new ArrayList<>(indexes.size());
    for (IndexDescriptor index : indexes) {
      byte[] key = IndexMaintenance.entry(scratch, shape.pathOf(index), id, row);
      entries.add(new Entry(index, key));
    }
    return entries;
  }
}
