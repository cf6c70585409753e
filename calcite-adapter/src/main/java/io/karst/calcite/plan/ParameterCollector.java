package io.karst.calcite.plan;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Finds the types of parameters in a tree of operators. */
final class ParameterCollector extends RelHomogeneousShuttle {
  private final RelDataType[] types;
  private final RexShuttle expressions =
      new RexShuttle() {
        @Override
        public RexNode visitDynamicParam(RexDynamicParam parameter) {
          if (parameter.getIndex() < types.length) {
            types[parameter.getIndex()] = parameter.getType();
          }
          return parameter;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
          RexNode visited = super.visitSubQuery(subQuery);
          subQuery.rel.accept(ParameterCollector.this);
          return visited;
        }
      };

  private ParameterCollector(int count) {
    this.types = new RelDataType[count];
  }

  /** Types by parameter index; null for those that do not occur. */
  static RelDataType[] types(RelNode rel, int count) {
    ParameterCollector collector = new ParameterCollector(count);
    rel.accept(collector);
    return collector.types;
  }

  @Override
  public RelNode visit(RelNode other) {
    other.accept(expressions);
    return super.visitChildren(other);
  }
}
