/* Copyright (c) 2026 The Portwright authors. */
/* SPDX-License-Identifier: MIT */

/* lwIP without an operating system: the raw API, polled from the main loop, everything from pools. */
#pragma once

#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 0
#define LWIP_SOCKET 0
#define LWIP_NETCONN 0
#define LWIP_STATS 0
#define LWIP_RAW 0
#define IP_REASSEMBLY 0
#define IP_FRAG 0

#define MEM_ALIGNMENT 4
#define MEM_SIZE 6144
#define ETH_PAD_SIZE 2 /* so that the IP header lies on a word */
#define PBUF_POOL_BUFSIZE 384
#define PBUF_POOL_SIZE 14
#define MEMP_NUM_PBUF 4
#define MEMP_NUM_UDP_PCB 3
#define MEMP_NUM_TCP_PCB 3
#define MEMP_NUM_TCP_PCB_LISTEN 1
#define MEMP_NUM_TCP_SEG 12
#define MEMP_NUM_ARP_QUEUE 4

#define LWIP_DHCP 1
#define DHCP_DOES_ARP_CHECK 0 /* which would keep a boot waiting for seconds */
#define LWIP_DNS 1
#define DNS_TABLE_SIZE 2
#define DNS_MAX_NAME_LENGTH 128

#define TCP_MSS 1460
#define TCP_WND (2 * TCP_MSS)
#define TCP_SND_BUF (2 * TCP_MSS)
#define TCP_SND_QUEUELEN 8
#define LWIP_NETIF_STATUS_CALLBACK 0

/* Another sequence number and port after each boot: the last boot's connection may still stand on the other side. */
#ifdef __cplusplus
extern "C"
#endif
unsigned device_random_word(void);
#define LWIP_RAND() device_random_word()
#define LWIP_HOOK_TCP_ISN(local_ip, local_port, remote_ip, remote_port) device_random_word()
