package io.karst.sql.copy;

import io.karst.calcite.ast.Copy;
import io.karst.calcite.ast.Selects;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.CompiledQuery;
import io.karst.sql.query.Queries;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import io.karst.storage.value.ZonedValues;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** COPY table TO and COPY (query) TO. */
public final class CopyToStatement implements CompiledStatement {
  private final Copy copy;
  private final CopyOptions options;
  private final CompiledQuery query;

  private CopyToStatement(Copy copy, CopyOptions options, CompiledQuery query) {
    this.copy = copy;
    this.options = options;
    this.query = query;
  }

  /** Compiles the query, or one over the table's columns. */
  public static CopyToStatement compile(StatementContext context, Copy copy) {
    CopyOptions options = CopyOptions.parse(copy.options());
    SqlNode source = copy.query();
    SqlIdentifier table = copy.table();
    if (source == null && table != null) {
      source = select(table, copy.columns());
    }
    if (source == null) {
      throw new KarstException(ErrorCode.SYNTAX_ERROR, "COPY TO needs a table or a query");
    }
    return new CopyToStatement(copy, options, Queries.compile(source, context, null));
  }

  private static SqlNode select(SqlIdentifier table, List<SqlIdentifier> columns) {
    List<SqlNode> items = new ArrayList<>(columns);
    if (items.isEmpty()) {
      items.add(SqlIdentifier.star(SqlParserPos.ZERO));
    }
    return Selects.of(new SqlNodeList(items, SqlParserPos.ZERO), table, null, SqlParserPos.ZERO);
  }

  @Override
  public StatementKind kind() {
    return StatementKind.QUERY;
  }

  @Override
  public boolean cacheable() {
    return false;
  }

  @Override
  public String commandTag() {
    return "COPY";
  }

  @Override
  public List<ParameterInfo> parameters() {
    return query.parameters();
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return null;
  }

  private static List<String> labels(List<ResultColumn> columns) {
    List<String> labels = new ArrayList<>(columns.size());
    for (ResultColumn column : columns) {
      labels.add(column.label());
    }
    return labels;
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] parameters) {
    long rows = 0;
    ZonedValues values = context.values();
    try (CsvWriter writer = new CsvWriter(output(context), options.format());
        RowCursor cursor = query.open(context, parameters, null)) {
      List<ResultColumn> columns = query.columns();
      if (options.format().header()) {
        for (ResultColumn column : columns) {
          writer.field(column.label(), false);
        }
        writer.endRecord();
      }
      boolean[] quoted = options.forceQuote().among("FORCE_QUOTE", labels(columns));
      while (cursor.next()) {
        for (int i = 0; i < columns.size(); i++) {
          ColumnType type = columns.get(i).type();
          Object value = cursor.get(i);
          String text = value == null ? null : Values.padded(type, values.format(type, value));
          writer.field(text, quoted[i]);
        }
        writer.endRecord();
        if (++rows % 1024 == 0) {
          context.cancellation().check();
          context.progress(rows);
        }
      }
      writer.flush();
    }
    return StatementResult.changed(commandTag(), rows, null);
  }

  private Writer output(StatementContext context) {
    String file = copy.file();
    if (file != null) {
      return CopyFiles.write(file, options);
    }
    OutputStream output = context.copyOutput();
    if (output == null) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "COPY TO STDOUT needs an output that this client lacks");
    }
    try {
      return CopyFiles.encode(new Borrowed(output), options, options.isGzip(null));
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot write STDOUT: " + e.getMessage(), e);
    }
  }

  /** A stream that belongs to someone else: flushed, never closed. */
  private static final class Borrowed extends FilterOutputStream {
    Borrowed(OutputStream owned) {
      super(owned);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
