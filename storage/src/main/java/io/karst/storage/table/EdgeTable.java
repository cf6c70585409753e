package io.karst.storage.table;

import io.karst.storage.codec.EdgeValue;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.Reader;
import io.karst.storage.key.BoundsEncoder;
import io.karst.storage.key.FamilyKeyReader;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code t$edges}: edges from entities of the type to entities of any type of the collection. Both
 * keys of an edge lie in the family of its source.
 */
final class EdgeTable extends AttachedTable {
  private static final int SOURCE = 0;
  private static final int TYPE = 1;
  private static final int TARGET = 2;
  private static final int ACTIVE = 3;
  private static final int WEIGHT = 4;
  private static final int CREATED = 5;
  private static final byte[] NO_VALUE = new byte[0];

  private static final BoundsEncoder INCOMING = new BoundsEncoder(FamilyKeys.EDGE_COLUMNS);

  EdgeTable(TypeFamily family, Families families) {
    super(
        family,
        families,
        shape(
            family,
            "edges",
            true,
            List.of(
                required("source_id", ColumnType.UUID),
                required("edge_type", ColumnType.TEXT),
                required("target_id", ColumnType.UUID),
                optional("active", ColumnType.BOOLEAN),
                optional("weight", ColumnType.DOUBLE),
                optional("created_at", ColumnType.TIMESTAMPTZ)),
            List.of(
                rowKey(SOURCE, TYPE, TARGET),
                path("incoming", AccessPath.Kind.INDEX, TARGET, TYPE, SOURCE))),
        Subspace.EDGES_OUT,
        FamilyKeys.prefix(Subspace.EDGES_OUT),
        FamilyKeys.EDGE_COLUMNS);
  }

  @Override
  public RowCursor scan(StoreTransaction transaction, ScanSpec spec) {
    if (spec.path() == 0) {
      return super.scan(transaction, spec);
    }
    Reader reader = transaction.in(family.domain()).engine();
    boolean withValues = false;
    for (int column : spec.projection()) {
      withValues |= column >= ACTIVE;
    }
    RangeWalk incoming =
        new RangeWalk(
            reader,
            family.space(),
            ranges(INCOMING, FamilyKeys.prefix(Subspace.EDGES_IN), ordered(spec)),
            options(spec, true));
    return new EntryCursor(
        new IncomingWalk(incoming, reader, family.space(), withValues, spec.limit()),
        this,
        spec.projection());
  }

  @Override
  void complete(@Nullable Object[] row, @Nullable Object @Nullable [] before) {
    if (row[ACTIVE] == null) {
      row[ACTIVE] = true;
    }
    if (row[WEIGHT] == null) {
      row[WEIGHT] = 1.0;
    }
    if (row[CREATED] == null) {
      row[CREATED] = Writes.now();
    }
  }

  @Override
  void hold(CollectionTransaction part, @Nullable Object[] row) {
    super.hold(part, row);
    if (!holdTarget(part, row)) {
      throw missing(row, TARGET, "collection \"" + family.domain().name() + "\"");
    }
  }

  @Override
  void holdForDelete(CollectionTransaction part, @Nullable Object[] row) {
    super.holdForDelete(part, row);
    if (!holdTarget(part, row)) {
      throw changedMeanwhile();
    }
  }

  /** Holds the target and the type that it lies in, so that neither goes. */
  private boolean holdTarget(CollectionTransaction part, @Nullable Object[] row) {
    UUID target = id(row, TARGET);
    if (target.equals(id(row, SOURCE))) {
      return true;
    }
    TypeFamily other = Routing.find(part.engine().latest(), family.domain(), families, target);
    if (other == null) {
      return false;
    }
    part.lockType(other.number(), LockMode.SHARED);
    return families.byNumber(other.number()) != null && Writes.holdEntity(part, other, target);
  }

  @Override
  void added(EngineTransaction engine, byte[] key) {
    engine.put(family.space(), Attachments.mirror(key), NO_VALUE);
  }

  @Override
  void removed(EngineTransaction engine, byte[] key) {
    engine.delete(family.space(), Attachments.mirror(key));
  }

  @Override
  byte[] key(@Nullable Object[] row) {
    return FamilyKeys.edgeOut(id(row, SOURCE), text(row, TYPE), id(row, TARGET));
  }

  @Override
  byte[] value(@Nullable Object[] row) {
    return new EdgeValue(
            (Boolean) present(row, ACTIVE),
            (Double) present(row, WEIGHT),
            (Long) present(row, CREATED))
        .toBytes();
  }

  @Override
  public @Nullable Object value(EntryWalk entry, int column) {
    byte[] bytes = entry.bytes();
    int offset = entry.valueOffset();
    int length = entry.valueLength();
    return switch (column) {
      case SOURCE -> entry.entity();
      case TYPE -> entry.name();
      case TARGET -> FamilyKeyReader.edgeFarEnd(bytes, entry.keyOffset(), entry.keyLength());
      case ACTIVE -> EdgeValue.isActive(bytes, offset, length);
      case WEIGHT -> EdgeValue.weight(bytes, offset, length);
      default -> EdgeValue.read(bytes, offset, length).createdAt();
    };
  }

  @Override
  public double number(EntryWalk entry, int column) {
    return EdgeValue.weight(entry.bytes(), entry.valueOffset(), entry.valueLength());
  }
}
