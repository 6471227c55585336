/** What a product can be made of: a folder with a guide, a scaffold and the commands to set up, test and run it. */
@NullMarked
package dev.companyos.stacks;

import org.jspecify.annotations.NullMarked;
