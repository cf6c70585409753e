/**
 * What runs below and around generated code: scans, lookup joins, top-k, the data context, and the
 * translation of run-time errors. Works on rows and bounds; knows no relational algebra.
 */
@NullMarked
package io.karst.calcite.exec;

import org.jspecify.annotations.NullMarked;
