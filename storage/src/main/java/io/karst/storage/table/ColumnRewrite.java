package io.karst.storage.table;

import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.codec.RowReader;
import io.karst.storage.codec.RowWriter;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.TransactionOptions;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.EntityId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives every row of a type values in slots that no definition knows yet, in one transaction or in
 * commits of some rows each. Until a definition names the slots nobody sees them, so it does not
 * matter if a crash or an error leaves some rows with them and others without.
 */
public final class ColumnRewrite {
  private static final int BATCH = 1024;

  private final CollectionTransaction holder;
  private final TypeFamily family;
  private final WideShape shape;
  private final List<ColumnDescriptor> added;
  private final RowConversion conversion;
  private final boolean direct;
  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte[]> stored = new ArrayList<>();
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  private ColumnRewrite(
      CollectionTransaction holder,
      TypeFamily family,
      List<ColumnDescriptor> added,
      RowConversion conversion,
      boolean direct) {
    this.holder = holder;
    this.family = family;
    this.shape = new WideShape(family);
    this.added = added;
    this.conversion = conversion;
    this.direct = direct;
  }

  /**
   * Rewrites all rows.
   *
   * @param holder has the type for itself, and a snapshot taken since
   * @param added the new columns in the order of their slots, all behind those there are
   * @param direct whether rows are written in commits of their own instead of the holder's
   */
  public static void run(
      CollectionTransaction holder,
      TypeFamily family,
      List<ColumnDescriptor> added,
      RowConversion conversion,
      boolean direct) {
    new ColumnRewrite(holder, family, added, conversion, direct).run();
  }

  private void run() {
    KeyLookup lookup = new KeyLookup(shape);
    KeyRange range = KeyRange.prefix(FamilyKeys.prefix(Subspace.CORE));
    ScanOptions options = new ScanOptions(false, BATCH, Long.MAX_VALUE, false, true);
    try (Cursor cursor = holder.engine().scan(family.space(), range, options)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          UUID id = EntityId.read(batch.bytes(), batch.keyOffset(i) + 1);
          byte[] bytes = batch.value(i);
          keys.add(batch.key(i));
          stored.add(bytes);
          @Nullable Object[] full = lookup.decode(holder.engine(), id, bytes);
          rows.add(Arrays.copyOfRange(full, 1, 1 + shape.columnCount()));
          if (rows.size() == BATCH) {
            flush();
          }
        }
      }
    }
    flush();
  }

  private void flush() {
    List<@Nullable Object[]> values = conversion.convert(rows);
    if (direct) {
      StoreTransaction.beginPart(family.domain(), TransactionOptions.DEFAULT)
          .commitAlone(engine -> write(engine, values));
    } else {
      write(holder.engine(), values);
    }
    keys.clear();
    stored.clear();
    rows.clear();
  }

  private void write(EngineTransaction engine, List<@Nullable Object[]> values) {
    for (int i = 0; i < keys.size(); i++) {
      byte[] row = encode(stored.get(i), rows.get(i), values.get(i));
      engine.put(family.space(), keys.get(i), row);
    }
  }

  private byte[] encode(byte[] before, @Nullable Object[] row, @Nullable Object[] values) {
    RowReader header = new RowReader().wrap(before);
    RowWriter writer =
        new RowWriter()
            .begin(header.ordinal(), header.createdAt(), header.updatedAt(), header.version());
    for (int position : shape.positionsBySlot()) {
      if (!shape.isVector(position)) {
        writer.set(shape.slot(position), shape.type(position), row[position - 1]);
      }
    }
    for (int i = 0; i < values.length; i++) {
      ColumnDescriptor column = added.get(i);
      writer.set(column.slot(), column.type(), values[i]);
      Object value = values[i];
      if (value != null) {
        family.sketches().add(column.slot(), value);
      }
    }
    return writer.toBytes();
  }
}
