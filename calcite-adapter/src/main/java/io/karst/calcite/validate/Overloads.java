package io.karst.calcite.validate;

import io.karst.calcite.function.KarstOperatorTable;
import io.karst.calcite.parser.action.Casts;
import io.karst.calcite.type.TypeMapping;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandMetadata;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * Which of several functions of one name a call with literals of text means: the one with the most
 * arguments of exactly its types; among those one that takes text there, then one that takes
 * PostgreSQL's preferred type (<i>Type Conversion</i>, Functions). The literals are read as its
 * types, so that Calcite finds it.
 */
final class Overloads {
  private Overloads() {}

  static void readLiterals(KarstValidator validator, SqlValidatorScope scope, SqlCall call) {
    boolean literals = false;
    for (SqlNode operand : call.getOperandList()) {
      literals |= operand instanceof SqlCharStringLiteral;
    }
    if (!literals || call.getKind() == SqlKind.CAST) {
      return;
    }
    List<List<RelDataType>> candidates = candidates(validator, scope, call);
    for (int i = 0; i < call.operandCount(); i++) {
      if (call.operand(i) instanceof SqlCharStringLiteral) {
        candidates = preferred(candidates, i);
      }
    }
    if (candidates.size() == 1) {
      read(call, candidates.get(0));
    }
  }

  /** The parameters of the functions that take the arguments which are no literals of text. */
  private static List<List<RelDataType>> candidates(
      KarstValidator validator, SqlValidatorScope scope, SqlCall call) {
    List<List<RelDataType>> best = new ArrayList<>();
    int most = 0;
    for (SqlOperator function :
        KarstOperatorTable.INSTANCE.overloads(call.getOperator().getName())) {
      if (function.getOperandTypeChecker() instanceof SqlOperandMetadata metadata
          && function.getOperandCountRange().isValidCount(call.operandCount())) {
        List<RelDataType> parameters = metadata.paramTypes(validator.getTypeFactory());
        int exact = parameters.size() == call.operandCount() ? 0 : -1;
        for (int i = 0; exact >= 0 && i < parameters.size(); i++) {
          if (!(call.operand(i) instanceof SqlCharStringLiteral)) {
            RelDataType type = validator.deriveType(scope, call.operand(i));
            boolean same = type.getSqlTypeName() == parameters.get(i).getSqlTypeName();
            boolean fits = same || SqlTypeUtil.canCastFrom(parameters.get(i), type, false);
            exact = fits ? exact + (same ? 1 : 0) : -1;
          }
        }
        if (exact > most) {
          best.clear();
          most = exact;
        }
        if (exact == most && !best.contains(parameters)) {
          best.add(parameters);
        }
      }
    }
    return best;
  }

  /** Those that take text at a place; else those that take a preferred type; else all. */
  private static List<List<RelDataType>> preferred(List<List<RelDataType>> candidates, int place) {
    List<List<RelDataType>> texts = new ArrayList<>();
    List<List<RelDataType>> preferred = new ArrayList<>();
    for (List<RelDataType> parameters : candidates) {
      RelDataType type = parameters.get(place);
      if (SqlTypeUtil.inCharFamily(type)) {
        texts.add(parameters);
      } else if (isPreferred(type)) {
        preferred.add(parameters);
      }
    }
    return !texts.isEmpty() ? texts : !preferred.isEmpty() ? preferred : candidates;
  }

  private static boolean isPreferred(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DOUBLE
        || type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
        || SqlTypeUtil.isInterval(type);
  }

  private static void read(SqlCall call, List<RelDataType> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      if (call.operand(i) instanceof SqlCharStringLiteral text
          && UnknownLiterals.isRead(parameters.get(i))) {
        call.setOperand(
            i,
            Casts.typed(
                TypeMapping.fromRel(parameters.get(i)),
                text.getValueAs(String.class),
                text.getParserPosition()));
      }
    }
  }
}
