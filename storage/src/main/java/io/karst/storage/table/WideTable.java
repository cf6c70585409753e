package io.karst.storage.table;

import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.key.Subspace;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableShape;
import io.karst.storage.tx.StoreTransaction;
import org.jspecify.annotations.Nullable;

/** The wide table of an entity type: one row per entity with its declared columns. */
public final class WideTable implements StoreTable {
  private final WideShape shape;
  private final WideScan scan;
  private final WideWriter writer;
  private final KeyLookup lookup;

  public WideTable(TypeFamily family, Families families) {
    shape = new WideShape(family);
    scan = new WideScan(shape, families);
    lookup = new KeyLookup(shape);
    writer = new WideWriter(shape, families, lookup);
  }

  @Override
  public TableShape shape() {
    return shape.shape();
  }

  /** The type behind the table. */
  public TypeFamily family() {
    return shape.family();
  }

  @Override
  public double estimatedRows() {
    return shape.family().counters().rows(Subspace.CORE.number());
  }

  @Override
  public double estimatedDistinct(int column) {
    if (column == 0) {
      return estimatedRows();
    }
    return shape.isDeclared(column) ? shape.family().sketches().estimate(shape.slot(column)) : -1;
  }

  @Override
  public RowCursor scan(StoreTransaction transaction, ScanSpec spec) {
    EngineTransaction engine = transaction.in(shape.family().domain()).engine();
    return scan.open(engine, engine.readSequence(), spec);
  }

  /** A scan of the newest committed state with own writes. */
  RowCursor scanLatest(StoreTransaction transaction, ScanSpec spec) {
    EngineTransaction engine = transaction.in(shape.family().domain()).engine();
    return scan.open(engine.latest(), Long.MAX_VALUE, spec);
  }

  @Override
  public void insert(StoreTransaction transaction, @Nullable Object[] row) {
    writer.insert(transaction, row);
  }

  /** Checks NOT NULL and the limits of types, as {@link #insert} does. */
  void checkRow(@Nullable Object[] row) {
    writer.checkRow(row);
  }

  /** Begins a load of many rows. */
  SortedLoad beginLoad(StoreTransaction transaction) {
    return new SortedLoad(transaction, writer, lookup);
  }

  @Override
  public void update(
      StoreTransaction transaction, @Nullable Object[] oldRow, @Nullable Object[] newRow) {
    writer.update(transaction, oldRow, newRow);
  }

  @Override
  public void delete(StoreTransaction transaction, @Nullable Object[] oldRow) {
    writer.delete(transaction, oldRow);
  }

  @Override
  public @Nullable Object @Nullable [] conflicting(
      StoreTransaction transaction, @Nullable Object[] row, int path) {
    return lookup.conflicting(transaction.in(shape.family().domain()), row, path);
  }

  @Override
  public void lock(StoreTransaction transaction, @Nullable Object[] row) {
    writer.lock(transaction, row);
  }

  @Override
  public boolean tryLock(StoreTransaction transaction, @Nullable Object[] row) {
    return writer.tryLock(transaction, row);
  }
}
