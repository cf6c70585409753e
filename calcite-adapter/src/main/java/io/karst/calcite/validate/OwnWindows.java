package io.karst.calcite.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Window functions of an expression itself, not those of its sub-queries. */
final class OwnWindows extends SqlBasicVisitor<@Nullable Void> {
  private boolean found;

  private OwnWindows() {}

  static boolean areIn(SqlNode expression) {
    OwnWindows windows = new OwnWindows();
    expression.accept(windows);
    return windows.found;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    found |= call.getKind() == SqlKind.OVER;
    return found || call.isA(SqlKind.QUERY) ? null : super.visit(call);
  }
}
