/** What survives: kill -9, damaged or foreign directories, a second process, a full disk. */
@NullMarked
package io.karst.sqltests.reliability;

import org.jspecify.annotations.NullMarked;
