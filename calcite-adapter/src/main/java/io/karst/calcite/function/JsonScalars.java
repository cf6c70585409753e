package io.karst.calcite.function;

import io.karst.calcite.type.TypeMapping;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Numbers and truth values of jsonb, cast to types of SQL. */
public final class JsonScalars {
  private JsonScalars() {}

  static void register(FunctionTable table) {
    table.add(
        JsonScalars.class,
        "$jsonb_number(text,text):numeric",
        "number",
        "$jsonb_boolean(text,text):bool",
        "truth");
  }

  /** The number or truth value in a jsonb that is cast to a type; a number is a NUMERIC. */
  static RexNode of(RexBuilder rex, RelDataType to, RexNode jsonb) {
    RelDataTypeFactory factory = rex.getTypeFactory();
    boolean truth = to.getSqlTypeName() == SqlTypeName.BOOLEAN;
    RelDataType type = (truth ? TypeWord.BOOL : TypeWord.NUMERIC).toRel(factory);
    return rex.makeCall(
        factory.createTypeWithNullability(type, jsonb.getType().isNullable()),
        KarstOperatorTable.function(truth ? "$jsonb_boolean" : "$jsonb_number", "text", "text"),
        List.of(
            jsonb, rex.makeLiteral(TypeMapping.fromRel(to).toString().replaceAll("\\(.*", ""))));
  }

  /** The number; 22023 for anything else. */
  public static BigDecimal number(String jsonb, String type) {
    char first = jsonb.charAt(0);
    if (first != '-' && !Character.isDigit(first)) {
      throw wrong(jsonb, type);
    }
    return new BigDecimal(jsonb);
  }

  /** The truth value; 22023 for anything else. */
  public static boolean truth(String jsonb, String type) {
    if (!jsonb.equals("true") && !jsonb.equals("false")) {
      throw wrong(jsonb, type);
    }
    return jsonb.equals("true");
  }

  private static KarstException wrong(String jsonb, String type) {
    String kind =
        switch (jsonb.charAt(0)) {
          case '{' -> "object";
          case '[' -> "array";
          case '"' -> "string";
          case 't', 'f' -> "boolean";
          case 'n' -> "null";
          default -> "numeric";
        };
    return new KarstException(
        ErrorCode.INVALID_PARAMETER, "cannot cast jsonb " + kind + " to type " + type);
  }
}
