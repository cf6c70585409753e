package io.karst.calcite.plan;

import io.karst.sql.ResultColumn;
import io.karst.storage.value.ColumnType;
import java.util.List;

/**
 * What a plan's rows look like.
 *
 * @param columns as the client sees them
 * @param types of the values the code produces
 */
record PlanOutput(List<ResultColumn> columns, ColumnType[] types) {}
