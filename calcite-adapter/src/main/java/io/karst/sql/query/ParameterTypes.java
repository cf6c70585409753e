package io.karst.sql.query;

import io.karst.sql.ParameterInfo;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The types of a statement's parameters, gathered from its parts. */
public final class ParameterTypes {
  private final @Nullable ColumnType[] types;

  /** Room for the parameters that occur in the statement. */
  public ParameterTypes(SqlNode statement) {
    types = new @Nullable ColumnType[count(List.of(statement))];
  }

  /** How many parameters the nodes have: the highest number + 1. */
  public static int count(List<? extends SqlNode> nodes) {
    int[] highest = new int[1];
    SqlBasicVisitor<@Nullable Void> visitor =
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            highest[0] = Math.max(highest[0], parameter.getIndex() + 1);
            return null;
          }
        };
    for (SqlNode node : nodes) {
      node.accept(visitor);
    }
    return highest[0];
  }

  /** Notes the type of one parameter. */
  public void set(int parameter, ColumnType type) {
    if (types[parameter] == null) {
      types[parameter] = type;
    }
  }

  /** Notes what a part of the statement says. */
  public void addAll(List<ParameterInfo> part) {
    for (int i = 0; i < part.size() && i < types.length; i++) {
      ColumnType type = part.get(i).type();
      if (type != null) {
        set(i, type);
      }
    }
  }

  public List<ParameterInfo> toList() {
    List<ParameterInfo> list = new ArrayList<>(types.length);
    for (@Nullable ColumnType type : types) {
      list.add(new ParameterInfo(type, true));
    }
    return list;
  }
}
