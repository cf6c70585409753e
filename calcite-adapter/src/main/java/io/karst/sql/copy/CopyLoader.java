package io.karst.sql.copy;

import io.karst.sql.dml.RowRules;
import io.karst.sql.dml.Target;
import io.karst.sql.query.Names;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.table.BulkInsert;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the records of a file into rows of a table. */
final class CopyLoader {
  private static final int BATCH = 1024;

  private final StatementContext context;
  private final RowRules rules;
  private final Target target;
  private final int[] positions;
  private final FieldParser[] parsers;
  private final CsvFormat format;
  private final boolean[] fill;
  private final boolean[] forceNull;
  private final boolean[] forceNotNull;
  private final List<@Nullable Object[]> batch = new ArrayList<>();
  private final LineMap lines = new LineMap();
  private @Nullable BulkInsert bulk;
  private long rows;

  CopyLoader(
      StatementContext context, RowRules rules, List<Integer> positions, CopyOptions options) {
    this.context = context;
    this.rules = rules;
    this.target = rules.target();
    this.format = options.format();
    this.positions = positions.stream().mapToInt(Integer::intValue).toArray();
    this.parsers = new FieldParser[this.positions.length];
    this.fill = new boolean[target.columns().size()];
    java.util.Arrays.fill(fill, true);
    for (int i = 0; i < parsers.length; i++) {
      parsers[i] = new FieldParser(target.columns().get(this.positions[i]).type(), target.values());
      fill[this.positions[i]] = false;
    }
    List<String> names = new ArrayList<>();
    for (int position : this.positions) {
      names.add(target.columns().get(position).name());
    }
    this.forceNull = options.forceNull().among("FORCE_NULL", names);
    this.forceNotNull = options.forceNotNull().among("FORCE_NOT_NULL", names);
  }

  /** Loads everything; returns the number of rows. */
  long load(CsvReader reader) {
    if (format.header() && reader.next() && format.matchHeader()) {
      checkHeader(reader);
    }
    try {
      if (target.type() != null) {
        bulk =
            Names.collection(context, target.name())
                .bulkInsert(context.transaction(), target.name().name(), context.commitsAlone());
      }
      while (reader.next()) {
        batch.add(row(reader));
        lines.add(reader.line());
        if (batch.size() == BATCH) {
          flush();
        }
      }
      flush();
      if (bulk != null) {
        finish(bulk);
      }
      return rows;
    } finally {
      if (bulk != null) {
        bulk.close();
      }
    }
  }

  private void checkHeader(CsvReader reader) {
    if (reader.size() != positions.length) {
      throw reader.error(
          "wrong number of fields in header line: got "
              + reader.size()
              + ", expected "
              + positions.length);
    }
    for (int i = 0; i < positions.length; i++) {
      String expected = target.columns().get(positions[i]).name();
      if (!reader.text(i).equals(expected)) {
        throw reader.error(
            "column name mismatch in header line field "
                + (i + 1)
                + ": got \""
                + reader.text(i)
                + "\", expected \""
                + expected
                + "\"");
      }
    }
  }

  private @Nullable Object[] row(CsvReader reader) {
    int size = reader.size();
    if (size != positions.length) {
      if (size < positions.length) {
        throw reader.error(
            "missing data for column \"" + target.columns().get(positions[size]).name() + "\"");
      }
      throw reader.error("extra data after last expected column");
    }
    @Nullable Object[] row = new @Nullable Object[fill.length];
    for (int i = 0; i < size; i++) {
      if (!isNull(reader, i)) {
        row[positions[i]] = value(reader, i);
      }
    }
    return row;
  }

  private boolean isNull(CsvReader reader, int field) {
    if (reader.isQuoted(field) ? !forceNull[field] : forceNotNull[field]) {
      return false;
    }
    int start = reader.start(field);
    int length = reader.end(field) - start;
    String nullText = format.nullText();
    if (length != nullText.length()) {
      return false;
    }
    char[] text = reader.chars();
    for (int i = 0; i < length; i++) {
      if (text[start + i] != nullText.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Object value(CsvReader reader, int field) {
    try {
      return parsers[field].parse(reader.chars(), reader.start(field), reader.end(field));
    } catch (KarstException e) {
      TableColumn column = target.columns().get(positions[field]);
      throw new KarstException(
              e.code(),
              "line " + reader.line() + ", column \"" + column.name() + "\": " + e.getMessage(),
              e)
          .withDetail(
              "COPY "
                  + target.name().name()
                  + ", line "
                  + reader.line()
                  + ", column "
                  + column.name()
                  + ": \""
                  + reader.text(field)
                  + "\"");
    }
  }

  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    context.cancellation().check();
    rules.fillDefaults(context, fill, batch);
    complete();
    BulkInsert load = bulk;
    for (int i = 0; i < batch.size(); i++) {
      try {
        if (load != null) {
          load.insert(batch.get(i));
        } else {
          target.table().insert(context.transaction(), batch.get(i));
        }
      } catch (KarstException e) {
        long failed = load == null ? -1 : load.failedRow();
        throw atLine(e, lines.line(failed >= 0 ? failed : rows + i));
      }
    }
    rows += batch.size();
    batch.clear();
    context.progress(rows);
  }

  /** Generated columns and CHECK constraints; one row at a time only to find the wrong one. */
  private void complete() {
    try {
      rules.complete(context, batch);
    } catch (KarstException e) {
      for (int i = 0; i < batch.size(); i++) {
        try {
          rules.complete(context, batch.subList(i, i + 1));
        } catch (KarstException one) {
          throw atLine(one, lines.line(rows + i));
        }
      }
      throw e;
    }
  }

  private void finish(BulkInsert load) {
    try {
      load.finish();
    } catch (KarstException e) {
      throw load.failedRow() < 0 ? e : atLine(e, lines.line(load.failedRow()));
    }
  }

  private KarstException atLine(KarstException e, long line) {
    if (e.code() == ErrorCode.QUERY_CANCELED || e.code().isRetryable()) {
      return e;
    }
    String detail = e.detail();
    String place = "COPY " + target.name().name() + ", line " + line;
    KarstException located =
        new KarstException(e.code(), "line " + line + ": " + e.getMessage(), e);
    return located.withDetail(detail == null ? place : detail + " (" + place + ")");
  }
}
