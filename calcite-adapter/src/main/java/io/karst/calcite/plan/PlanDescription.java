package io.karst.calcite.plan;

import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import java.util.List;

/** Columns and parameters of a query that was validated but not planned. */
public record PlanDescription(List<ResultColumn> columns, List<ParameterInfo> parameters) {
  public PlanDescription {
    columns = List.copyOf(columns);
    parameters = List.copyOf(parameters);
  }
}
