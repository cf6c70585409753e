package io.karst.calcite.parser;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** How deeply a syntax tree is nested, found without recursion. */
public final class SyntaxDepth {
  /** What ordinary threads have room for. */
  private static final int ORDINARY = 100;

  private static final int MOST = 4_000;

  private record Place(SqlNode node, int depth) {}

  private SyntaxDepth() {}

  /**
   * Whether planning needs a {@link DeepStack}.
   *
   * @throws KarstException LIMIT_EXCEEDED if even that is not enough
   */
  public static boolean isGreat(SqlNode root) {
    ArrayDeque<Place> open = new ArrayDeque<>();
    open.push(new Place(root, 1));
    boolean great = false;
    while (!open.isEmpty()) {
      Place place = open.pop();
      if (place.depth > MOST) {
        throw new KarstException(
                ErrorCode.LIMIT_EXCEEDED,
                "the statement is nested too deeply: more than " + MOST + " levels")
            .withHint("Split long expressions, or store what they compute in a table.");
      }
      great |= place.depth > ORDINARY;
      List<? extends @Nullable SqlNode> parts = List.of();
      if (place.node instanceof SqlNodeList list) {
        parts = list;
      } else if (place.node instanceof SqlCall call) {
        parts = call.getOperandList();
      }
      for (SqlNode part : parts) {
        if (part instanceof SqlCall || part instanceof SqlNodeList) {
          open.push(new Place(part, place.depth + 1));
        }
      }
    }
    return great;
  }
}
