package io.karst.sql.ddl;

import io.karst.sql.query.ObjectName;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Looks into expressions and queries of definitions. */
final class Expressions {
  private static final Set<String> VOLATILE =
      Set.of("nextval", "random", "rand", "gen_random_uuid", "uuid_generate_v4", "uuidv7");

  private Expressions() {}

  /** Last parts of all identifiers, in order of appearance: the columns an expression uses. */
  static List<String> columnsOf(SqlNode expression) {
    Set<String> names = new LinkedHashSet<>();
    expression.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier identifier) {
            if (!identifier.isStar()) {
              names.add(identifier.names.get(identifier.names.size() - 1));
            }
            return null;
          }
        });
    return new ArrayList<>(names);
  }

  /** Whether an expression may give another value for each row. */
  static boolean isVolatile(SqlNode expression) {
    boolean[] found = new boolean[1];
    expression.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            found[0] |=
                VOLATILE.contains(call.getOperator().getName().toLowerCase(java.util.Locale.ROOT));
            return super.visit(call);
          }
        });
    return found[0];
  }

  /** Whether an expression asks a sequence for its next value. */
  static boolean takesFrom(SqlNode expression, ObjectName sequence) {
    boolean[] found = new boolean[1];
    expression.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call.getOperator().getName().equalsIgnoreCase("nextval")
                && call.operandCount() == 1
                && call.operand(0) instanceof SqlLiteral literal) {
              String name = literal.getValueAs(String.class);
              found[0] |= sequence.name().equals(name) || sequence.toString().equals(name);
            }
            return super.visit(call);
          }
        });
    return found[0];
  }

  /** The expression with one column under another name. */
  static SqlNode renameColumn(SqlNode expression, String from, String to) {
    SqlNode renamed =
        expression.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier identifier) {
                int last = identifier.names.size() - 1;
                return identifier.names.get(last).equals(from)
                    ? identifier.setName(last, to)
                    : identifier;
              }
            });
    return renamed == null ? expression : renamed;
  }

  /** Whether a select list shows all columns of something. */
  static boolean hasStar(SqlNode query) {
    boolean[] found = new boolean[1];
    query.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlSelect select) {
              for (SqlNode item : select.getSelectList()) {
                found[0] |= item instanceof SqlIdentifier identifier && identifier.isStar();
              }
            }
            return super.visit(call);
          }
        });
    return found[0];
  }

  /**
   * Requires that there is no query in an expression.
   *
   * @param where what the expression is
   * @throws KarstException 0A000
   */
  static void refuseQuery(SqlNode expression, String where) {
    expression.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (isQuery(call)) {
              throw new KarstException(
                  ErrorCode.FEATURE_NOT_SUPPORTED, "cannot use subquery in " + where);
            }
            return super.visit(call);
          }
        });
  }

  /** Whether the node is a query: SELECT, VALUES, a set operation, WITH or ORDER BY. */
  static boolean isQuery(SqlNode node) {
    return node.isA(SqlKind.QUERY);
  }
}
