package io.karst.storage.table;

import io.karst.storage.codec.RowReader;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.key.BoundsEncoder;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableShape;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.EntityId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code collection$index}: every entity of the collection with its type, in order of ids. */
final class RoutingTable implements ReadOnly {
  private static final BoundsEncoder CORE = new BoundsEncoder(FamilyKeys.CORE_COLUMNS);

  private final CollectionDomain domain;
  private final Families families;
  private final TableShape shape;

  RoutingTable(CollectionDomain domain, Families families) {
    this.domain = domain;
    this.families = families;
    this.shape =
        new TableShape(
            domain.name(),
            "collection$index",
            List.of(
                KeyedTable.required("entity_id", ColumnType.UUID),
                KeyedTable.required("entity_type", ColumnType.TEXT),
                KeyedTable.required("ordinal", ColumnType.INTEGER)),
            List.of(KeyedTable.rowKey(0)),
            false);
  }

  @Override
  public TableShape shape() {
    return shape;
  }

  @Override
  public double estimatedRows() {
    double rows = 0;
    for (TypeFamily family : families.all()) {
      rows += family.counters().rows(Subspace.CORE.number());
    }
    return rows;
  }

  @Override
  public double estimatedDistinct(int column) {
    if (column == 0) {
      return estimatedRows();
    }
    return column == 1 ? families.all().size() : -1;
  }

  @Override
  public RowCursor scan(StoreTransaction transaction, ScanSpec spec) {
    Reader reader = transaction.in(domain).engine();
    return new ListCursor(new Merged(reader, spec), spec.projection(), spec.limit());
  }

  /** A type's entities; the walk stands on the next one. */
  private record Source(TypeFamily family, EntryWalk walk, UUID entity) {}

  /** The core rows of all types merged by id. */
  private final class Merged implements ListCursor.Rows {
    private final Reader reader;
    private final Iterator<KeyBounds> bounds;
    private final ScanOptions options;
    private final PriorityQueue<Source> sources;

    Merged(Reader reader, ScanSpec spec) {
      this.reader = reader;
      this.bounds = KeyedTable.ordered(spec).iterator();
      this.options = KeyedTable.options(spec, false);
      Comparator<Source> byId = (left, right) -> EntityId.compare(left.entity, right.entity);
      this.sources = new PriorityQueue<>(spec.reverse() ? byId.reversed() : byId);
    }

    @Override
    public @Nullable Object @Nullable [] nextRow() {
      while (true) {
        Source source = sources.poll();
        if (source != null) {
          @Nullable Object[] row = row(source);
          advance(source.family, source.walk);
          return row;
        }
        if (!bounds.hasNext()) {
          return null;
        }
        open(bounds.next());
      }
    }

    private void open(KeyBounds range) {
      if (range.equal().length == 1) {
        Object entity = range.equal()[0];
        TypeFamily family =
            entity == null ? null : Routing.find(reader, domain, families, (UUID) entity);
        if (entity != null && family != null) {
          List<byte[]> keys = List.of(FamilyKeys.core((UUID) entity));
          advance(family, new PointWalk(reader, family.space(), keys, 1));
        }
        return;
      }
      KeyRange keys = CORE.encode(FamilyKeys.prefix(Subspace.CORE), range);
      for (TypeFamily family : new ArrayList<>(families.all())) {
        advance(family, new RangeWalk(reader, family.space(), List.of(keys), options));
      }
    }

    private void advance(TypeFamily family, EntryWalk walk) {
      if (walk.next()) {
        sources.add(new Source(family, walk, walk.entity()));
      } else {
        walk.close();
      }
    }

    private @Nullable Object[] row(Source source) {
      EntryWalk walk = source.walk;
      RowReader row = new RowReader().wrap(walk.bytes(), walk.valueOffset(), walk.valueLength());
      return new Object[] {source.entity, source.family.name(), row.ordinal()};
    }

    @Override
    public void close() {
      for (Source source : sources) {
        source.walk.close();
      }
      sources.clear();
    }
  }
}
