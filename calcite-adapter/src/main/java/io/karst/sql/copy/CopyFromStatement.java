package io.karst.sql.copy;

import io.karst.calcite.ast.Copy;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.dml.RowRules;
import io.karst.sql.dml.Target;
import io.karst.sql.query.Names;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** COPY table FROM: all rows of the file, or none. */
public final class CopyFromStatement implements CompiledStatement {
  private final Copy copy;
  private final CopyOptions options;
  private final SqlIdentifier table;

  private CopyFromStatement(Copy copy, SqlIdentifier table) {
    this.copy = copy;
    this.table = table;
    this.options = CopyOptions.parse(copy.options());
  }

  /** Reads the options; the table is looked at when the statement runs. */
  public static CopyFromStatement compile(Copy copy) {
    SqlIdentifier table = copy.table();
    if (table == null) {
      throw new KarstException(ErrorCode.SYNTAX_ERROR, "COPY FROM needs a table, not a query");
    }
    return new CopyFromStatement(copy, table);
  }

  @Override
  public StatementKind kind() {
    return StatementKind.MODIFY;
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
    return List.of();
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return null;
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] parameters) {
    Target target = Target.require(context, table);
    RowRules rules = RowRules.compile(context, target);
    List<Integer> positions = new ArrayList<>();
    if (copy.columns().isEmpty()) {
      for (int position : target.visiblePositions()) {
        if (!isGenerated(target, position)) {
          positions.add(position);
        }
      }
    }
    for (String column : Names.simple(copy.columns())) {
      int position = target.position(column);
      if (positions.contains(position)) {
        throw new KarstException(
            ErrorCode.DUPLICATE_COLUMN, "column \"" + column + "\" specified more than once");
      }
      if (isGenerated(target, position)) {
        throw new KarstException(
                ErrorCode.INVALID_COLUMN_REFERENCE,
                "column \"" + column + "\" is a generated column")
            .withDetail("Generated columns cannot be used in COPY.");
      }
      positions.add(position);
    }
    try (CsvReader reader = new CsvReader(input(context), options.format())) {
      CopyLoader loader = new CopyLoader(context, rules, positions, options);
      long rows = loader.load(reader);
      return StatementResult.changed(commandTag(), rows, null);
    }
  }

  private static boolean isGenerated(Target target, int position) {
    ColumnDescriptor column = target.descriptor(position);
    return column != null && column.generatedSql() != null;
  }

  private Reader input(StatementContext context) {
    String file = copy.file();
    if (file != null) {
      return CopyFiles.read(file, options);
    }
    InputStream input = context.copyInput();
    if (input == null) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "COPY FROM STDIN needs an input that this client lacks");
    }
    try {
      return CopyFiles.decode(input, options, options.isGzip(null));
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot read STDIN: " + e.getMessage(), e);
    }
  }
}
