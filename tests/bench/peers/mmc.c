/*
 * M/M/c with nothing but what it takes: a heap of events ordered by (time, sequence), a ring of those who wait. It is the limit
 * of what a simulator of any kind could reach on this computer.
 *
 * usage: mmc CUSTOMERS SERVERS SEED
 * prints the mean sojourn time and the seconds it took.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum kind { ARRIVE, LEAVE };
struct event { double at; uint64_t sequence; enum kind kind; double arrived; };

static struct event heap[1 << 16];
static int size;
static uint64_t sequence;

static int sooner(const struct event *a, const struct event *b) {
  return a->at < b->at || (a->at == b->at && a->sequence < b->sequence);
}

static void schedule(double at, enum kind kind, double arrived) {
  struct event event = {at, sequence++, kind, arrived};
  int i = size++;
  for (; i > 0 && sooner(&event, &heap[(i - 1) / 2]); i = (i - 1) / 2) heap[i] = heap[(i - 1) / 2];
  heap[i] = event;
}

static struct event take(void) {
  struct event top = heap[0], last = heap[--size];
  int i = 0;
  for (int child = 1; child < size; child = 2 * i + 1) {
    if (child + 1 < size && sooner(&heap[child + 1], &heap[child])) child++;
    if (sooner(&last, &heap[child])) break;
    heap[i] = heap[child];
    i = child;
  }
  heap[i] = last;
  return top;
}

/* Marsaglia's xorshift64*. */
static uint64_t state;
static double exponential(double mean) {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return -mean * log(((state * 2685821657736338717ULL >> 11) + 0.5) / 9007199254740992.0);
}

#define PLACES (1 << 20)
static double waiting[PLACES]; /* when each of them came */

int main(int count, char **arguments) {
  if (count != 4) return 2;
  long customers = atol(arguments[1]), left = customers, first = 0, last = 0;
  int servers = atoi(arguments[2]), busy = 0;
  state = 0x9e3779b97f4a7c15ULL * (atoi(arguments[3]) + 1ULL);
  double gap = 1 / (0.8 * servers), sojourn = 0;
  struct timespec began, ended;
  clock_gettime(CLOCK_MONOTONIC, &began);
  schedule(exponential(gap), ARRIVE, 0);
  while (size > 0) {
    struct event event = take();
    if (event.kind == ARRIVE) {
      if (--left > 0) schedule(event.at + exponential(gap), ARRIVE, 0);
      if (busy == servers) waiting[last++ % PLACES] = event.at;
      else {
        busy++;
        schedule(event.at + exponential(1), LEAVE, event.at);
      }
    } else {
      sojourn += event.at - event.arrived;
      if (first == last) busy--;
      else schedule(event.at + exponential(1), LEAVE, waiting[first++ % PLACES]);
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &ended);
  double seconds = (ended.tv_sec - began.tv_sec) + (ended.tv_nsec - began.tv_nsec) * 1e-9;
  printf("%f %f\n", sojourn / customers, seconds);
  return 0;
}
