package io.karst.calcite.function;

import io.karst.calcite.type.KarstTypeFactory;
import io.karst.storage.catalog.DomainName;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.jspecify.annotations.Nullable;

/** The value it is given, if that is one of a domain; the last step of a cast to the domain. */
public final class DomainCast extends SqlUserDefinedFunction {
  private static final KarstTypeFactory TYPES = new KarstTypeFactory();
  private static final DomainCast INSTANCE = new DomainCast();

  private DomainCast() {
    super(
        new SqlIdentifier("$domain", SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0,
        null,
        OperandTypes.operandMetadata(
            List.of(SqlTypeFamily.ANY, SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
            factory ->
                List.of(
                    factory.createSqlType(SqlTypeName.ANY),
                    factory.createSqlType(SqlTypeName.VARCHAR),
                    factory.createSqlType(SqlTypeName.VARCHAR)),
            index -> "arg" + index,
            index -> false),
        new GeneratedCode(DomainCast::code, NullPolicy.NONE));
  }

  static void register(FunctionTable table) {
    table.add(INSTANCE);
  }

  /** The call that checks a value of the domain's base type. */
  public static SqlCall of(SqlNode value, DomainName domain, SqlParserPos pos) {
    return INSTANCE.createCall(
        pos,
        value,
        SqlLiteral.createCharString(domain.collection(), pos),
        SqlLiteral.createCharString(domain.name(), pos));
  }

  /** Called by generated code. */
  public static @Nullable Object checked(
      DataContext context, @Nullable Object value, String collection, String name) {
    SessionFunctions.session(context).requireInDomain(new DomainName(collection, name), value);
    return value;
  }

  private static Expression code(
      RexToLixTranslator translator, RexCall call, List<Expression> operands) {
    Expression checked =
        Expressions.call(
            DomainCast.class,
            "checked",
            translator.getRoot(),
            Expressions.box(operands.get(0)),
            operands.get(1),
            operands.get(2));
    return EnumUtils.convert(checked, TYPES.getJavaClass(call.getType()));
  }
}
