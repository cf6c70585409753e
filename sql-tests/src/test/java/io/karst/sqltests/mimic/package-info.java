/** Real data: the 25 tables of the MIMIC-III demo, loaded by COPY and queried as analysts do. */
@NullMarked
package io.karst.sqltests.mimic;

import org.jspecify.annotations.NullMarked;
