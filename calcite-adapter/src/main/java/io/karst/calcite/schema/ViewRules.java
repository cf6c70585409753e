package io.karst.calcite.schema;

import io.karst.calcite.function.KarstOperatorTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlUserDefinedTableFunction;
import org.jspecify.annotations.Nullable;

/** Which queries make a view whose rows are rows of one table; PostgreSQL's rules and words. */
final class ViewRules {
  static final String NOT_ONE_TABLE =
      "Views that do not select from a single table or view are not automatically updatable.";

  private ViewRules() {}

  /** Why rows cannot be written through a view of this query; null if they can. */
  static @Nullable String whyNot(SqlNode query) {
    SqlNode inner = query;
    if (query instanceof SqlOrderBy ordered) {
      if (ordered.fetch != null || ordered.offset != null) {
        return containing("LIMIT or OFFSET");
      }
      inner = ordered.query;
    }
    if (inner instanceof SqlWith) {
      return containing("WITH");
    }
    if (SqlKind.SET_QUERY.contains(inner.getKind())) {
      return containing("UNION, INTERSECT, or EXCEPT");
    }
    if (!(inner instanceof SqlSelect select)) {
      return NOT_ONE_TABLE;
    }
    if (select.isDistinct()) {
      return containing("DISTINCT");
    }
    if (select.getGroup() != null) {
      return containing("GROUP BY");
    }
    if (select.getHaving() != null) {
      return containing("HAVING");
    }
    if (select.getQualify() != null) {
      return containing("QUALIFY");
    }
    String reason = whyNotItems(select);
    return reason == null && select.getFrom() == null ? NOT_ONE_TABLE : reason;
  }

  private static String containing(String what) {
    return "Views containing " + what + " are not automatically updatable.";
  }

  private static @Nullable String whyNotItems(SqlSelect select) {
    String[] reason = new String[1];
    select
        .getSelectList()
        .accept(
            new SqlBasicVisitor<@Nullable Void>() {
              @Override
              public @Nullable Void visit(SqlCall call) {
                if (call instanceof SqlSelect) {
                  return null;
                }
                String what = returned(call);
                if (what != null && reason[0] == null) {
                  reason[0] = "Views that return " + what + " are not automatically updatable.";
                }
                return super.visit(call);
              }
            });
    return reason[0];
  }

  private static @Nullable String returned(SqlCall call) {
    if (call.getKind() == SqlKind.OVER) {
      return "window functions";
    }
    if (!(call.getOperator() instanceof SqlFunction function)) {
      return call.getOperator().isAggregator() ? "aggregate functions" : null;
    }
    List<SqlOperator> operators = new ArrayList<>(List.of(function));
    KarstOperatorTable.INSTANCE.lookupOperatorOverloads(
        function.getNameAsId(), null, SqlSyntax.FUNCTION, operators, SqlNameMatchers.liberal());
    for (SqlOperator operator : operators) {
      if (operator.isAggregator()) {
        return "aggregate functions";
      }
      if (operator instanceof SqlUserDefinedTableFunction) {
        return "set-returning functions";
      }
    }
    return null;
  }

  /** Whether there is a query in an expression. */
  static boolean hasQuery(SqlNode node) {
    boolean[] found = new boolean[1];
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlSelect || call instanceof SqlWith) {
              found[0] = true;
              return null;
            }
            return super.visit(call);
          }
        });
    return found[0];
  }
}
