package io.karst.storage.table;

import io.karst.storage.changelog.Change;
import io.karst.storage.changelog.ChangeLogReader;
import io.karst.storage.engine.Reader;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code collection$changes}: the change log, a row per changed record in commit order. */
final class ChangesTable implements ReadOnly {
  private static final int POSITION = 9;

  private final CollectionDomain domain;
  private final Families families;
  private final TableShape shape;

  ChangesTable(CollectionDomain domain, Families families) {
    this.domain = domain;
    this.families = families;
    this.shape =
        new TableShape(
            domain.name(),
            "collection$changes",
            List.of(
                KeyedTable.required("commit_seq", ColumnType.BIGINT),
                KeyedTable.required("commit_ts", ColumnType.TIMESTAMPTZ),
                KeyedTable.required("tx", ColumnType.BIGINT),
                KeyedTable.required("op", ColumnType.TEXT),
                KeyedTable.optional("entity_type", ColumnType.TEXT),
                KeyedTable.optional("table", ColumnType.TEXT),
                KeyedTable.optional("entity_id", ColumnType.UUID),
                KeyedTable.optional("before", ColumnType.TEXT),
                KeyedTable.optional("after", ColumnType.TEXT),
                new TableColumn("position", ColumnType.INTEGER, false, true)),
            List.of(KeyedTable.rowKey(0, POSITION)),
            false);
  }

  @Override
  public TableShape shape() {
    return shape;
  }

  @Override
  public double estimatedRows() {
    return domain.engine().lastSequence();
  }

  @Override
  public double estimatedDistinct(int column) {
    return column == 0 || column == 2 ? domain.engine().lastSequence() : -1;
  }

  @Override
  public RowCursor scan(StoreTransaction transaction, ScanSpec spec) {
    Reader reader = transaction.in(domain).engine();
    return new ListCursor(new Changes(reader, spec), spec.projection(), spec.limit());
  }

  /** Rows of the log; backwards commit by commit, since a commit's entry reads forward only. */
  private final class Changes implements ListCursor.Rows {
    private final Reader reader;
    private final Iterator<KeyBounds> ranges;
    private final boolean reverse;
    private final ChangeText text;
    private final Deque<@Nullable Object[]> commit = new ArrayDeque<>();
    private KeyBounds range = KeyBounds.ALL;
    private @Nullable ChangeLogReader log;
    private long first;
    private long last = -1;
    private long sequence = -1;
    private int position;

    Changes(Reader reader, ScanSpec spec) {
      this.reader = reader;
      this.ranges = KeyedTable.ordered(spec).iterator();
      this.reverse = spec.reverse();
      boolean values = false;
      for (int column : spec.projection()) {
        values |= column == 7 || column == 8;
      }
      this.text = new ChangeText(families, values);
    }

    @Override
    public @Nullable Object @Nullable [] nextRow() {
      while (true) {
        @Nullable Object[] row = reverse ? nextBackward() : nextForward();
        if (row == null) {
          close();
          if (!ranges.hasNext()) {
            return null;
          }
          open(ranges.next());
        } else if (admits((Integer) AttachedTable.present(row, POSITION))) {
          return row;
        }
      }
    }

    private void open(KeyBounds next) {
      range = next;
      first = 0;
      last = Long.MAX_VALUE;
      sequence = -1;
      if (next.equal().length > 0) {
        Long only = (Long) next.equal()[0];
        first = only == null ? 0 : only;
        last = only == null ? -1 : only;
      } else {
        Long lower = (Long) next.lower();
        Long upper = (Long) next.upper();
        if (lower != null) {
          boolean none = !next.lowerInclusive() && lower == Long.MAX_VALUE;
          first = next.lowerInclusive() || none ? lower : lower + 1;
          last = none ? -1 : last;
        }
        if (upper != null) {
          boolean none = !next.upperInclusive() && upper == Long.MIN_VALUE;
          last = Math.min(last, next.upperInclusive() || none ? upper : upper - 1);
        }
      }
      if (!reverse && first <= last && last >= 0) {
        log = new ChangeLogReader(reader, domain.changes(), first, last, false);
      }
    }

    private @Nullable Object @Nullable [] nextForward() {
      ChangeLogReader from = log;
      return from != null && from.next() ? row(from) : null;
    }

    private @Nullable Object @Nullable [] nextBackward() {
      if (commit.isEmpty() && first <= last && last >= 0) {
        readCommitBefore();
      }
      return commit.poll();
    }

    private void readCommitBefore() {
      long found;
      try (ChangeLogReader newest =
          new ChangeLogReader(reader, domain.changes(), first, last, true)) {
        if (!newest.next()) {
          last = -1;
          return;
        }
        found = newest.sequence();
      }
      sequence = -1;
      try (ChangeLogReader forward =
          new ChangeLogReader(reader, domain.changes(), found, found, false)) {
        while (forward.next()) {
          commit.addFirst(row(forward));
        }
      }
      last = found - 1;
    }

    private boolean admits(int at) {
      @Nullable Object[] equal = range.equal();
      if (equal.length == 2) {
        return Integer.valueOf(at).equals(equal[1]);
      }
      if (equal.length == 0 || !range.isRange()) {
        return true;
      }
      Integer lower = (Integer) range.lower();
      Integer upper = (Integer) range.upper();
      return (lower == null || (range.lowerInclusive() ? at >= lower : at > lower))
          && (upper == null || (range.upperInclusive() ? at <= upper : at < upper));
    }

    private @Nullable Object[] row(ChangeLogReader from) {
      position = from.sequence() == sequence ? position + 1 : 0;
      sequence = from.sequence();
      Change change = from.change();
      return new @Nullable Object[] {
        sequence,
        from.timestampMicros(),
        sequence,
        change.operation().name().toLowerCase(Locale.ROOT),
        text.typeName(change),
        text.tableName(change),
        text.entity(change),
        text.record(change, change.before()),
        text.record(change, change.after()),
        position
      };
    }

    @Override
    public void close() {
      if (log != null) {
        log.close();
        log = null;
      }
      commit.clear();
      last = -1;
    }
  }
}
