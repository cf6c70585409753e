package io.karst.sql.ddl;

import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.scan.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/** Stars over a single table or view, written out as the columns of today. */
final class ViewStars {
  private ViewStars() {}

  /** Writes out the stars of a query's own select list, if its FROM is one table or view. */
  static void expand(StatementContext context, SqlNode query) {
    SqlNode inner = query instanceof SqlOrderBy ordered ? ordered.query : query;
    if (!(inner instanceof SqlSelect select) || select.getFrom() == null) {
      return;
    }
    SqlNode from = select.getFrom();
    SqlNode table = from;
    String alias = null;
    if (from.getKind() == SqlKind.AS && ((SqlCall) from).operandCount() == 2) {
      table = ((SqlCall) from).operand(0);
      alias = ((SqlIdentifier) ((SqlCall) from).operand(1)).getSimple();
    }
    if (!(table instanceof SqlIdentifier identifier)) {
      return;
    }
    String name = alias == null ? Names.simple(identifier) : alias;
    List<String> columns = columns(context, identifier);
    if (columns == null) {
      return;
    }
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      if (item instanceof SqlIdentifier star && star.isStar() && isOf(star, name)) {
        for (String column : columns) {
          items.add(new SqlIdentifier(List.of(name, column), star.getParserPosition()));
        }
      } else {
        items.add(item);
      }
    }
    select.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
  }

  private static boolean isOf(SqlIdentifier star, String name) {
    int parts = star.names.size();
    return parts == 1 || star.names.get(parts - 2).equals(name);
  }

  private static @Nullable List<String> columns(
      StatementContext context, SqlIdentifier identifier) {
    ObjectName table = Names.findTable(context, identifier);
    if (table != null) {
      List<String> columns = new ArrayList<>();
      for (TableColumn column :
          Names.collection(context, table).table(table.name()).shape().columns()) {
        if (!column.hidden()) {
          columns.add(column.name());
        }
      }
      return columns;
    }
    ObjectName name = Names.findView(context, identifier);
    ViewDescriptor view =
        name == null ? null : Names.collection(context, name).catalog().views().get(name.name());
    return view == null ? null : view.columns();
  }
}
