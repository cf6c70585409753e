package io.karst.sql.ddl;

import io.karst.sql.query.AssignmentCast;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlNode;

/** Whether the expressions of a definition give values of the types that they are for. */
final class DefinedExpressions {
  private DefinedExpressions() {}

  /**
   * Compiles CHECK conditions, which have to be truth values, and then the expressions of generated
   * columns, which have to be values of their columns.
   *
   * @param expressions those of the checks, and behind them those of the columns in their order
   * @throws KarstException 42804, and what compiling them throws
   */
  static void requireFitting(
      StatementContext context,
      ObjectName table,
      List<ColumnDescriptor> columns,
      List<CheckDescriptor> checks,
      List<SqlNode> expressions) {
    RowExpressions compiled =
        RowExpressions.compile(
            context,
            table.schema(),
            table.name(),
            TableCreation.tableColumns(columns),
            expressions);
    for (int i = 0; i < checks.size(); i++) {
      requireCondition(compiled.columns().get(i).type());
    }
    int next = checks.size();
    for (ColumnDescriptor column : columns) {
      if (column.generatedSql() != null) {
        requireAssignable(context, column, compiled.columns().get(next++).type(), "generation");
      }
    }
  }

  /** Requires a truth value. */
  static void requireCondition(ColumnType type) {
    if (type.kind() != TypeKind.BOOLEAN) {
      throw new KarstException(
          ErrorCode.DATATYPE_MISMATCH, "argument of CHECK must be type boolean, not type " + type);
    }
  }

  /**
   * Requires a default that is a value of its column; a literal is read to see that.
   *
   * @throws KarstException 42804, 22P02 and what compiling it throws
   */
  static void requireDefault(
      StatementContext context, ObjectName table, ColumnDescriptor column, SqlNode value) {
    RowExpressions compiled =
        RowExpressions.compile(
            context, table.schema(), table.name(), List.of(), new ArrayList<>(List.of(value)));
    if (value instanceof SqlCharStringLiteral text) {
      requireReadable(context, column.type(), text.getValueAs(String.class));
    } else {
      requireAssignable(context, column, compiled.columns().get(0).type(), "default");
    }
  }

  /**
   * Requires the expression of a column that is added, a default or that of a generated column.
   *
   * @param columns those there are
   * @throws KarstException 42804, 42P17, and what compiling it throws
   */
  static void requireAdded(
      StatementContext context,
      ObjectName table,
      List<ColumnDescriptor> columns,
      ColumnDescriptor added,
      SqlNode expression) {
    if (added.generatedSql() == null) {
      requireDefault(context, table, added, expression);
      return;
    }
    TableCreation.requireImmutable(columns, expression);
    RowExpressions compiled =
        RowExpressions.compile(
            context,
            table.schema(),
            table.name(),
            TableCreation.tableColumns(columns),
            List.of(expression));
    requireAssignable(context, added, compiled.columns().get(0).type(), "generation");
  }

  /** Reads a literal; whether it is too long or has too many digits is seen by who inserts it. */
  private static void requireReadable(StatementContext context, ColumnType type, String text) {
    switch (type.kind()) {
      case CHAR, VARCHAR -> {}
      case DECIMAL -> context.values().parse(ColumnType.decimal(0, 0), text);
      default -> context.values().parse(type, text);
    }
  }

  private static void requireAssignable(
      StatementContext context, ColumnDescriptor column, ColumnType from, String what) {
    try {
      AssignmentCast.of(from, column.type(), context.values());
    } catch (KarstException e) {
      throw new KarstException(
              e.code(),
              "column \""
                  + column.name()
                  + "\" is of type "
                  + column.type()
                  + " but "
                  + what
                  + " expression is of type "
                  + from)
          .withHint("You will need to rewrite or cast the expression.");
    }
  }
}
