package io.karst.calcite.validate;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.DelegatingScope;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate whose arguments are all columns of an outer query belongs to that query. Calcite
 * would compute it in the inner one: it is refused.
 */
final class OuterAggregates {
  private OuterAggregates() {}

  static void refuse(SqlCall aggregate, SqlValidatorScope scope) {
    Columns columns = new Columns(scope);
    for (SqlNode operand : aggregate.getOperandList()) {
      if (operand != null) {
        operand.accept(columns);
      }
    }
    if (columns.outer && !columns.inner) {
      SqlParserPos position = aggregate.getParserPosition();
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "an aggregate of an outer query inside of a sub-query is not supported")
          .withPosition(position.getLineNum(), position.getColumnNum());
    }
  }

  /** Looks where the columns of an expression come from. */
  private static final class Columns extends SqlBasicVisitor<@Nullable Void> {
    private final SqlValidatorScope scope;
    private boolean outer;
    private boolean inner;

    Columns(SqlValidatorScope scope) {
      this.scope = tables(scope);
    }

    /** The tables of the query that a scope of ORDER BY or GROUP BY belongs to. */
    private static SqlValidatorScope tables(SqlValidatorScope scope) {
      SqlValidatorScope tables = scope;
      while (tables instanceof DelegatingScope delegating && !(tables instanceof ListScope)) {
        tables = delegating.getParent();
      }
      return tables;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        inner = true;
        return null;
      }
      return super.visit(call);
    }

    @Override
    public @Nullable Void visit(SqlIdentifier id) {
      if (id.names.size() < 2 || id.isStar()) {
        return null;
      }
      SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
      scope.resolve(
          id.names.subList(0, id.names.size() - 1),
          SqlNameMatchers.withCaseSensitive(true),
          false,
          resolved);
      if (resolved.count() == 1) {
        SqlValidatorScope found = resolved.only().scope;
        if (isSame(found.getNode(), scope.getNode())) {
          inner = true;
        } else {
          outer = true;
        }
      }
      return null;
    }

    @SuppressWarnings("ReferenceEquality") // two scopes of one query have one node
    private static boolean isSame(SqlNode one, SqlNode other) {
      return one == other;
    }
  }
}
