/** Words of one syllable that every room needs: ids, money, names, the shape of an error. */
@NullMarked
package dev.companyos.kernel;

import org.jspecify.annotations.NullMarked;
