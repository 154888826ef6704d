# The figures that AalenJohansenTests and TimeDependentFiguresTests have from R: Rscript tests/compare/incidence.R (package survival; 3.5-3 gave those recorded).
library(survival)

# Days after the landmark and what came first: 0 censored, 1 dropout, 2 closing end.
day <- c(73, 32, 37, 1, 52, 21, 14, 0, 28, 48, 24, 20, 7, 93, 6, 66, 9, 24, 1, 33, 55, 43, 0, 4, 16, 35, 0, 80, 38, 9, 41, 14, 66, 24, 63, 3, 76, 25, 2, 5,
         54, 8, 35, 27, 0, 28, 18, 4, 6, 43, 21, 78, 24, 16, 53, 10, 0, 5, 97, 0)
event <- c(0, 0, 0, 2, 1, 1, 1, 1, 2, 0, 1, 0, 1, 0, 1, 2, 2, 1, 1, 2, 0, 1, 1, 1, 2, 1, 1, 1, 0, 2, 2, 2, 1, 1, 0, 1, 0, 1, 1, 2,
           1, 1, 2, 2, 1, 1, 1, 2, 1, 1, 2, 2, 2, 2, 0, 2, 1, 1, 0, 1)
# Days start at 1 here, as survfit takes none at 0.
fit <- survfit(Surv(day + 1, factor(event, 0:2, c("censored", "dropout", "closing"))) ~ 1, conf.type = "log-log")
s <- summary(fit, times = c(0, 7, 28, 56, 84) + 1)
cat("Aalen-Johansen: day, at risk, dropout, closing, their standard errors, lower and upper ends\n")
print(cbind(s$time - 1, s$n.risk[, 1], s$pstate[, 2:3], s$std.err[, 2:3], s$lower[, 2:3], s$upper[, 2:3]), digits = 15)

# What comes first without censoring, how long each was followed, and what a model said.
time <- c(69, 2, 38, 16, 0, 63, 0, 0, 9, 0, 9, 9, 76, 18, 4, 76, 27, 21, 59, 3, 18, 19, 61, 41, 10, 35, 1, 23, 20, 66, 93, 82, 42, 110, 27, 44, 71, 29, 2, 39, 0, 5, 2, 44, 54, 76, 15, 30)
kind <- c(2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 2, 2, 1, 1, 1, 2, 2, 2, 1, 1, 2, 2, 2, 1, 2, 1, 2, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1)
followed <- c(26, 56, 138, 73, 73, 24, 31, 43, 42, 81, 97, 91, 72, 92, 134, 45, 135, 88, 27, 65, 26, 23, 101, 61, 56, 20, 134, 81, 138, 60, 89, 89, 109, 50, 40, 26, 65, 56, 103, 117, 40, 23, 33, 101, 111, 88, 56, 95)
p <- c(0.35, 0.17, 0.23, 0.35, 0.08, 0.31, 0.38, 0.2, 0.57, 0.14, 0.56, 0.14, 0.52, 0.4, 0.24, 0.2, 0.33, 0.3, 0.44, 0.26, 0.52, 0.13, 0.29, 0.23, 0.31, 0.36, 0.59, 0.07, 0.56, 0.38, 0.34, 0.24, 0.13, 0.22, 0.7, 0.74, 0.2, 0.09, 0.21, 0.14, 0.35, 0.32, 0.45, 0.32, 0.58, 0.47, 0.15, 0.56)
# Cumulative cases, dynamic controls, and inverse probability of censoring weights (Blanche, Dartigues and Jacqmin-Gadda 2013, with competing events among the
# controls): G is the Kaplan-Meier estimate for the time followed, just before.
km <- survfit(Surv(followed, rep(1, length(followed))) ~ 1)
G <- stepfun(km$time, c(1, km$surv))
cat("Time-dependent: horizon, known, AUC, Brier score\n")
for (h in c(0, 14, 28, 56, 84)) {
  case <- time <= h & kind == 1
  told <- ifelse(time <= h, time, h)
  known <- told <= followed
  w <- ifelse(known, pmin(1 / G(told - 0.5), 10), 0)
  pairs <- outer(which(case & known), which(!case & known), function(i, j) w[i] * w[j] * ((p[i] > p[j]) + 0.5 * (p[i] == p[j])))
  all <- sum(w[case & known]) * sum(w[!case & known])
  cat(h, sum(known), format(sum(pairs) / all, digits = 15), format(sum(w * (case - p)^2) / sum(w), digits = 15), "\n")
}
