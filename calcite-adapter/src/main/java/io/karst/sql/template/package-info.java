/**
 * Statement texts as templates: one plan serves all texts that differ in literals only. Nothing
 * here parses SQL or knows the planner; a text in doubt is no template.
 */
@NullMarked
package io.karst.sql.template;

import org.jspecify.annotations.NullMarked;
