-- x / d rounded to a whole number, half to even, in whole numbers alone; x and d at least 0. 5 / 2 is 2, 7 / 2 is 4.
CREATE MACRO half_even(x, d) AS
    CASE WHEN d = 1 THEN x
         WHEN x % d > d - x % d OR (x % d = d - x % d AND (x // d) % 2 = 1) THEN x // d + 1
         ELSE x // d
    END
