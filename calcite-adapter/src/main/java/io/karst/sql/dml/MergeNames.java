package io.karst.sql.dml;

import io.karst.calcite.ast.Merge;
import io.karst.calcite.ast.SyntaxCopy;
import io.karst.sql.ResultColumn;
import io.karst.sql.query.Queries;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Which names the parts of a MERGE may use: WHEN NOT MATCHED sees the source alone, so that a name
 * of both relations means the source there, and {@code *} in RETURNING begins with the source.
 */
final class MergeNames {
  private final StatementContext context;
  private final Target target;
  private final String targetName;
  private final Merge merge;
  private final @Nullable String sourceName;
  private @Nullable List<String> sourceColumns;

  MergeNames(StatementContext context, Target target, Merge merge) {
    this.context = context;
    this.target = target;
    this.merge = merge;
    this.targetName = merge.alias() == null ? target.name().name() : merge.alias().getSimple();
    this.sourceName = nameOf(merge.source());
  }

  /** The name under which the statement knows the target. */
  String targetName() {
    return targetName;
  }

  private static @Nullable String nameOf(SqlNode source) {
    if (source instanceof SqlIdentifier identifier) {
      return identifier.names.get(identifier.names.size() - 1);
    }
    if (source.getKind() == SqlKind.AS) {
      return ((SqlIdentifier) ((SqlCall) source).operand(1)).getSimple();
    }
    return source.getKind() == SqlKind.TABLE_REF ? nameOf(((SqlCall) source).operand(0)) : null;
  }

  private List<String> sourceColumns() {
    List<String> columns = sourceColumns;
    if (columns == null) {
      SqlNode from = SyntaxCopy.of(merge.source());
      SqlNodeList star = SqlNodeList.of(SqlIdentifier.star(SqlParserPos.ZERO));
      SqlNode query = ChangeQuery.select(star, from, null);
      if (merge.with() != null) {
        SqlNodeList with = (SqlNodeList) SyntaxCopy.of(merge.with());
        query = new SqlWith(SqlParserPos.ZERO, with, query);
      }
      columns = new ArrayList<>();
      for (ResultColumn column : Queries.compile(query, context, null).columns()) {
        columns.add(column.label());
      }
      sourceColumns = columns;
    }
    return columns;
  }

  /** An expression of a clause for rows without a match. */
  SqlNode withoutMatch(SqlNode expression) {
    SqlNode changed =
        expression.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier identifier) {
                return ofSource(identifier);
              }

              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                return call instanceof SqlSelect ? call : super.visit(call);
              }
            });
    return changed == null ? expression : changed;
  }

  private SqlIdentifier ofSource(SqlIdentifier identifier) {
    int parts = identifier.names.size();
    String column = identifier.names.get(parts - 1);
    if (parts > 1 && identifier.names.get(parts - 2).equals(targetName)) {
      throw at(
          identifier,
          new KarstException(
              ErrorCode.UNDEFINED_TABLE,
              "invalid reference to FROM-clause entry for table \"" + targetName + "\""));
    }
    if (parts > 1
        || identifier.isStar()
        || sourceName == null
        || target.shape().indexOf(column) < 0) {
      return identifier;
    }
    if (!sourceColumns().contains(column)) {
      throw at(
          identifier,
          new KarstException(
              ErrorCode.UNDEFINED_COLUMN, "column \"" + column + "\" does not exist"));
    }
    return new SqlIdentifier(List.of(sourceName, column), identifier.getParserPosition());
  }

  private static KarstException at(SqlIdentifier identifier, KarstException error) {
    SqlParserPos pos = identifier.getParserPosition();
    return error.withPosition(pos.getLineNum(), pos.getColumnNum());
  }

  /** A RETURNING list with its stars written out. */
  @Nullable SqlNodeList returning() {
    SqlNodeList list = merge.returning();
    if (list == null || sourceName == null) {
      return list;
    }
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : list) {
      if (!(item instanceof SqlIdentifier star) || !star.isStar()) {
        items.add(item);
        continue;
      }
      String wanted = star.names.size() == 1 ? null : star.names.get(star.names.size() - 2);
      if (wanted == null || wanted.equals(sourceName)) {
        for (String column : sourceColumns()) {
          items.add(new SqlIdentifier(List.of(sourceName, column), star.getParserPosition()));
        }
      }
      if (wanted == null || wanted.equals(targetName)) {
        for (TableColumn column : target.columns()) {
          if (!column.hidden()) {
            items.add(
                new SqlIdentifier(List.of(targetName, column.name()), star.getParserPosition()));
          }
        }
      }
    }
    return new SqlNodeList(items, list.getParserPosition());
  }
}
