package io.karst.calcite.function;

import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/** The JSON of a value of any type; NULL is the JSON text {@code null}. */
final class JsonCall extends SqlUserDefinedFunction {
  private static final JsonCall INSTANCE = new JsonCall();

  private JsonCall() {
    super(
        new SqlIdentifier("$to_json", SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        binding -> TypeWord.JSON.toRel(binding.getTypeFactory()),
        null,
        OperandTypes.operandMetadata(
            List.of(SqlTypeFamily.ANY),
            factory -> List.of(factory.createSqlType(SqlTypeName.ANY)),
            index -> "value",
            index -> false),
        new GeneratedCode(
            (translator, call, operands) ->
                JsonBuild.expression(
                    translator.getRoot(),
                    Expressions.box(operands.get(0)),
                    call.getOperands().get(0).getType()),
            NullPolicy.NONE));
  }

  static RexNode of(RexBuilder rex, RexNode value) {
    return rex.makeCall(INSTANCE, value);
  }
}
